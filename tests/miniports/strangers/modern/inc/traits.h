// SPDX-License-Identifier: GPL-2.0-only OR MIT
#pragma once
// What a kernel driver has instead of <type_traits> and <utility>.
namespace ktl
{
template <class T> struct remove_reference
{
    using type = T;
};
template <class T> struct remove_reference<T &>
{
    using type = T;
};
template <class T> struct remove_reference<T &&>
{
    using type = T;
};
template <class T> using remove_reference_t = typename remove_reference<T>::type;
template <class T> constexpr remove_reference_t<T> &&move(T &&t) noexcept
{
    return static_cast<remove_reference_t<T> &&>(t);
}
template <class T> constexpr T &&forward(remove_reference_t<T> &t) noexcept
{
    return static_cast<T &&>(t);
}
template <bool B, class T = void> struct enable_if
{
};
template <class T> struct enable_if<true, T>
{
    using type = T;
};
template <bool B, class T = void> using enable_if_t = typename enable_if<B, T>::type;
template <class T> inline constexpr bool is_pod_v = __is_pod(T);
template <class T> inline constexpr bool is_enum_v = __is_enum(T);
template <class A, class B> inline constexpr bool is_same_v = false;
template <class A> inline constexpr bool is_same_v<A, A> = true;
template <class T, size_t N> constexpr size_t size(const T (&)[N]) noexcept
{
    return N;
}

template <class T> class unique_ptr
{
  public:
    constexpr unique_ptr() noexcept = default;
    constexpr unique_ptr(decltype(nullptr)) noexcept {}
    explicit unique_ptr(T *p) noexcept : p_(p) {}
    unique_ptr(const unique_ptr &) = delete;
    unique_ptr &operator=(const unique_ptr &) = delete;
    unique_ptr(unique_ptr &&o) noexcept : p_(o.release()) {}
    unique_ptr &operator=(unique_ptr &&o) noexcept
    {
        reset(o.release());
        return *this;
    }
    ~unique_ptr() { reset(); }
    void reset(T *p = nullptr) noexcept
    {
        if (p_)
            delete p_;
        p_ = p;
    }
    T *release() noexcept
    {
        T *p = p_;
        p_ = nullptr;
        return p;
    }
    T *get() const noexcept { return p_; }
    T *operator->() const noexcept { return p_; }
    T &operator*() const noexcept { return *p_; }
    explicit operator bool() const noexcept { return p_ != nullptr; }

  private:
    T *p_ = nullptr;
};
template <class T, class... A> unique_ptr<T> make_unique(A &&...a)
{
    return unique_ptr<T>(new T(forward<A>(a)...));
}

template <class F> class scope_exit
{
  public:
    explicit scope_exit(F f) : f_(move(f)) {}
    ~scope_exit()
    {
        if (armed_)
            f_();
    }
    void dismiss() { armed_ = false; }

  private:
    F f_;
    bool armed_ = true;
};
template <class F> scope_exit(F) -> scope_exit<F>;

template <class T> class span
{
  public:
    constexpr span(T *p, size_t n) : p_(p), n_(n) {}
    template <size_t N> constexpr span(T (&a)[N]) : p_(a), n_(N) {}
    constexpr T *begin() const { return p_; }
    constexpr T *end() const { return p_ + n_; }
    constexpr T &operator[](size_t i) const
    {
        NT_ASSERT(i < n_);
        return p_[i];
    }
    constexpr size_t size() const { return n_; }

  private:
    T *p_;
    size_t n_;
};
} // namespace ktl

constexpr ULONG operator""_KB(unsigned long long n)
{
    return static_cast<ULONG>(n << 10);
}
constexpr ULONGLONG operator""_MB(unsigned long long n)
{
    return n << 20;
}
