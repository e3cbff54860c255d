// SPDX-License-Identifier: GPL-2.0-only OR MIT
#include "pch.h"
class Registry
{
  public:
    Registry(PCWSTR n) : m_Name(n)
    {
        m_Next = s_Head;
        s_Head = this;
        s_Count++;
    }
    ~Registry() { s_Count--; }
    static int s_Count;
    static Registry *s_Head;
    PCWSTR m_Name;
    Registry *m_Next;
};
int Registry::s_Count = 0;
Registry *Registry::s_Head = NULL;
static Registry a(L"a"), b(L"b");
Registry c(L"c");
int RegistryCount()
{
    return Registry::s_Count;
}
