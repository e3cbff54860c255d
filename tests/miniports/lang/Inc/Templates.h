// SPDX-License-Identifier: GPL-2.0-only OR MIT
#pragma once

// Instantiated in several units, kept once.
template <typename T>
struct Counter {
    static int Value;
    static int Next()
    {
        static int Calls;
        return ++Calls;
    }
};
template <typename T>
int Counter<T>::Value;

template <typename T, unsigned N>
class Stack {
public:
    bool Push(const T &Item)
    {
        if (m_Count == N)
            return false;
        m_Items[m_Count++] = Item;
        return true;
    }
    template <typename F>
    T Sum(F &&Function) const
    {
        T Result = T();

        for (unsigned i = 0; i < m_Count; i++)
            Result += Function(m_Items[i]);
        return Result;
    }

private:
    T m_Items[N] = {};
    unsigned m_Count = 0;
};

inline int Total() { return 0; }
template <typename T, typename... Rest>
int Total(T First, Rest... Others)
{
    return (int)First + Total(Others...);
}

template <typename T>
T Maximum(T a, T b)
{
    return a > b ? a : b;
}
template <>
inline PCSTR Maximum<PCSTR>(PCSTR a, PCSTR b)
{
    return strcmp(a, b) > 0 ? a : b;
}

template <typename A, typename B>
struct Two { A First; B Second; };
template <typename A, typename B>
constexpr Two<A, B> MakePair(A a, B b) { return { a, b }; }

const GUID *GuidOfOther();
