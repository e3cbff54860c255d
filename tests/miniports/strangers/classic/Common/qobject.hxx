// SPDX-License-Identifier: GPL-2.0-only OR MIT
#pragma once
struct __declspec(uuid("00000000-0000-0000-C000-000000000046")) __declspec(novtable) IQUnknown
{
    virtual ULONG STDMETHODCALLTYPE AddRef() = 0;
    virtual ULONG STDMETHODCALLTYPE Release() = 0;
    STDMETHOD(QueryInterface)(REFIID riid, _COM_Outptr_ void **ppv) PURE;
};
template <class T> class QPtr
{
  public:
    QPtr() : m_p(NULL) {}
    QPtr(T *p) : m_p(p)
    {
        if (m_p)
            m_p->AddRef();
    }
    ~QPtr()
    {
        if (m_p)
            m_p->Release();
    }
    T *operator->() const { return m_p; }
    T **operator&()
    {
        ASSERT(m_p == NULL);
        return &m_p;
    }
    operator T *() const { return m_p; }

  private:
    T *m_p;
};
class DECLSPEC_UUID("11111111-0000-0000-C000-000000000046") QObject : public IQUnknown
{
  public:
    QObject() : m_Ref(1) {}
    virtual ~QObject() {}
    ULONG STDMETHODCALLTYPE AddRef() { return InterlockedIncrement(&m_Ref); }
    ULONG STDMETHODCALLTYPE Release()
    {
        LONG n = InterlockedDecrement(&m_Ref);
        if (n == 0)
            delete this;
        return n;
    }
    STDMETHODIMP QueryInterface(REFIID riid, void **ppv)
    {
        if (riid == __uuidof(IQUnknown) || IsEqualIID(riid, __uuidof(QObject)))
        {
            *ppv = this;
            AddRef();
            return S_OK;
        }
        *ppv = nullptr;
        return E_NOINTERFACE;
    }
    void *operator new(size_t n, POOL_TYPE t = NonPagedPoolNx, ULONG tag = 'dflt');
    void operator delete(void *p);

  private:
    volatile LONG m_Ref;
};
