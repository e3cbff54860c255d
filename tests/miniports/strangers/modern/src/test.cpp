// SPDX-License-Identifier: GPL-2.0-only OR MIT
#include "adapter.h"
namespace modern
{
template <typename... T> constexpr auto Sum(T... t)
{
    return (t + ... + 0);
}
template <typename T> constexpr auto Widen(T t)
{
    if constexpr (ktl::is_enum_v<T>)
        return static_cast<__underlying_type(T)>(t);
    else
        return t;
}
static_assert(Sum(1, 2, 3) == 6);
static_assert(Widen(State::Stopped) == 2);
static_assert(4_KB == 4096 && 1_MB == 1048576);
static_assert(ktl::is_same_v<decltype(Widen(State::Created)), UCHAR>);

struct Mode
{
    UINT w, h;
    constexpr UINT Area() const { return w * h; }
};
static constexpr Mode Modes[] = {{640, 480}, {800, 600}, {1024, 768}};
inline auto Largest()
{
    const Mode *best = &Modes[0];
    for (auto &m : Modes)
        if (m.Area() > best->Area())
            best = &m;
    return *best;
}

class Base
{
  public:
    virtual int F() { return 1; }
    virtual ~Base() {}
};
class Derived : public Base
{
    [[maybe_unused]] int x_[30];

  public:
    using Base::Base;
    int F() override { return 2; }
};

template <typename T, typename Less> void Sort(ktl::span<T> s, Less less)
{
    for (size_t i = 1; i < s.size(); i++)
        for (size_t j = i; j > 0 && less(s[j], s[j - 1]); j--)
        {
            T t = ktl::move(s[j]);
            s[j] = ktl::move(s[j - 1]);
            s[j - 1] = ktl::move(t);
        }
}

bool SelfTest()
{
    auto [w, h] = Largest();
    if (w != 1024 || h != 768)
        return false;
    auto p = ktl::make_unique<Derived>();
    if (!p || static_cast<Base *>(p.get())->F() != 2)
        return false;
    auto q = ktl::move(p);
    if (p)
        return false;
    alignas(Derived) UCHAR room[sizeof(Derived)];
    Base *placed = new (room) Derived;
    const int f = placed->F();
    placed->~Base();
    int numbers[]{3, 1, 2};
    Sort(ktl::span<int>(numbers), [](auto a, auto b) { return a < b; });
    if (numbers[0] != 1 || numbers[2] != 3 || f != 2)
        return false;
    WCHAR text[32];
    auto status = RtlStringCchPrintfW(text, ARRAYSIZE(text), L"%ws-%u", L"mode", w);
    SIZE_T bytes;
    if (!NT_SUCCESS(status) || !NT_SUCCESS(RtlSIZETMult(w, h, &bytes)) || bytes != 786432)
        return false;
    ULONGLONG product;
    if (RtlULongLongMult(~0ull, 2, &product) != STATUS_INTEGER_OVERFLOW)
        return false;
    const auto raw = LR"(back\slash)";
    [[maybe_unused]] auto big = 0xFFFF'FFFFu;
    if (wcslen(raw) != 10)
        return false;
    const LARGE_INTEGER t0 = KeQueryPerformanceCounter(nullptr);
    return t0.QuadPart != 0;
}
} // namespace modern
