// SPDX-License-Identifier: GPL-2.0-only OR MIT
// operator new and delete, as the run-time has them and as classes replace them.
#include "Lang.h"

namespace std {
struct nothrow_t {};
}
void *operator new(size_t Size, const std::nothrow_t &) noexcept;

inline void *operator new(size_t, void *Where) noexcept { return Where; }
inline void operator delete(void *, void *) noexcept {}

namespace {

int Alive;

struct Counted {
    Counted() { Alive++; }
    ~Counted() { Alive--; }
    int Data[4];
};

// A pool of its own that runs dry; callers test for null, and no constructor ran.
struct Limited {
    Limited() { Alive += 100; m_Value = 5; }
    static void *operator new(size_t Size)
    {
        return s_Left-- > 0 ? ExAllocatePoolWithTag(NonPagedPoolNx, Size, 'gnaL') : NULL;
    }
    static void operator delete(void *p)
    {
        if (p)
            ExFreePoolWithTag(p, 'gnaL');
    }
    int m_Value;
    static int s_Left;
};
int Limited::s_Left = 1;

// Drivers rely on what their operator new zeroed, without a constructor saying so.
struct Zeroed {
    Zeroed() {}
    static void *operator new(size_t Size)
    {
        void *p = ExAllocatePoolWithTag(NonPagedPoolNx, Size, 'gnaL');
        if (p)
            RtlZeroMemory(p, Size);
        return p;
    }
    static void operator delete(void *p) { ExFreePoolWithTag(p, 'gnaL'); }
    ULONG Words[16];
};

struct Tagged {
    void *operator new(size_t Size, POOL_TYPE Pool, ULONG Tag)
    {
        return ExAllocatePoolWithTag(Pool, Size, Tag);
    }
    void operator delete(void *p) { ExFreePoolWithTag(p, 'gaTL'); }
    int Value = 3;
};

bool AllZero(const void *p, size_t n)
{
    const char *c = (const char *)p;

    for (size_t i = 0; i < n; i++)
        if (c[i])
            return false;
    return true;
}

} // namespace

VOID LangMemory()
{
    Counted *One = new Counted;
    CHECK(One && Alive == 1, "new");
    delete One;
    CHECK(Alive == 0, "delete");

    Counted *Many = new Counted[5];
    CHECK(Many && Alive == 5, "new[]");
    delete[] Many;
    CHECK(Alive == 0, "delete[] knows how many");
    delete (Counted *)NULL;

    __declspec(align(16)) char Room[sizeof(Counted) * 2];
    Counted *Placed = new (Room) Counted;
    CHECK((void *)Placed == Room && Alive == 1, "placement new");
    Placed->~Counted();
    CHECK(Alive == 0, "explicit destruction");

    int *Raw = new int[64];
    CHECK(Raw && AllZero(Raw, 64 * sizeof(int)), "memory of new is zeroed");
    delete[] Raw;

    std::nothrow_t NoThrow;
    Counted *Quiet = new (NoThrow) Counted;
    CHECK(Quiet && Alive == 1, "new (nothrow)");
    delete Quiet;

    Limited *First = new Limited, *Second = new Limited;
    CHECK(First && !Second, "a class's own operator new may return null");
    CHECK(Alive == 100, "and then nothing is constructed");
    delete First;
    delete Second;
    Alive = 0;

    Zeroed *z = new Zeroed;
    CHECK(z && AllZero(z->Words, sizeof(z->Words)), "what operator new wrote is still there");
    delete z;

    Tagged *t = new (NonPagedPoolNx, 'gaTL') Tagged;
    CHECK(t && t->Value == 3, "operator new with arguments");
    delete t;
}
