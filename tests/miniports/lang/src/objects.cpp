// SPDX-License-Identifier: GPL-2.0-only OR MIT
#include "Lang.h"
#include "Tracer.h"

namespace {

class __declspec(novtable) Shape {
public:
    Shape::Shape() : m_Id(++s_Count) {}     // the class named once too often, as MSVC accepts
    virtual ~Shape() { LangTrace('S'); }
    virtual int Area() const = 0;
    virtual PCSTR Name() const { return "shape"; }
    int Id() const { return m_Id; }
    static int s_Count;

protected:
    int m_Id;
};

int Shape::s_Count;

struct Named {
    virtual ~Named() { LangTrace('N'); }
    virtual PCWSTR WideName() const = 0;
    int Padding[3];
};

class Square : public Shape, public Named {
public:
    explicit Square(int Side) : m_Side(Side) {}
    ~Square() override { LangTrace('Q'); }
    int Area() const override { return m_Side * m_Side; }
    PCSTR Name() const override { return "square"; }
    PCWSTR WideName() const override { return L"square"; }

private:
    int m_Side;
};

struct Root {
    virtual ~Root() {}
    virtual int Value() const { return 1; }
    int Data = 10;
};
struct Left : virtual Root { int L = 20; };
struct Right : virtual Root { int R = 30; int Value() const override { return 2; } };
struct Both final : Left, Right { int Sum() const { return Data + L + R; } };

enum class Colour : unsigned char { Red = 1, Green };
enum Plain { PlainNegative = -1, PlainLarge = 0x7fffffff };

constexpr int Factorial(int n) { return n < 2 ? 1 : n * Factorial(n - 1); }
static_assert(Factorial(5) == 120, "constexpr");
static_assert(sizeof(long) == 4 && sizeof(wchar_t) == 2 && sizeof(void *) == 8, "the data model");
static_assert(sizeof(Plain) == 4 && sizeof(Colour) == 1, "enums");

int Calls;
int CountedCall() { return ++Calls; }

int FunctionStatic()
{
    static int Value = CountedCall();       // no guard of the C++ run-time behind it
    static Tracer Object('s');
    return Value + Object.Letter() - 's';
}

struct Visitor {
    int Total;
    int Add(int n) { return Total += n; }
};

// What a large structure does when it is returned, passed and assigned.
struct Large { int Values[200]; };

__declspec(noinline) Large MakeLarge(int First)
{
    Large l = { { First } };
    l.Values[199] = First + 1;
    return l;
}

__declspec(noinline) int TakeLarge(Large l, ...)
{
    return l.Values[0] + l.Values[199];
}

struct Message {
    PVOID Text;
    int Length;
};

int LengthOf(PVOID Text, int Extra) { return (int)strlen((char *)Text) + Extra; }
int WideLengthOf(int, PVOID Text) { return (int)wcslen((wchar_t *)Text); }
PVOID Anonymous() { return "anonymous"; }
#define TWICE(x) (LengthOf(x, 0) * 2)

} // namespace

// String literals are not const to Microsoft's compiler.
static VOID LangLiterals()
{
    PVOID p = "initialised";
    PSTR s = "not const";
    Message m = { "in a structure", 3 };
    int Length = LengthOf(p, 0);

    p = L"assigned";
    CHECK(Length == 11 && WideLengthOf(0, p) == 8 && *s == 'n', "literals as PVOID variables");
    CHECK(LengthOf("argument", 1) + WideLengthOf(1, L"wi" L"de") == 13, "literals as PVOID arguments");
    CHECK(LengthOf(Anonymous(), m.Length) == 12 && TWICE("x, y") == 8, "literals as results, in macros");
}

VOID LangObjects()
{
    LangLiterals();

    Square *Both2 = new Square(3);
    Shape *AsShape = Both2;
    Named *AsNamed = Both2;

    CHECK(AsShape->Area() == 9 && strcmp(AsShape->Name(), "square") == 0, "virtual functions");
    CHECK((void *)AsNamed != (void *)AsShape && wcscmp(AsNamed->WideName(), L"square") == 0,
          "several bases");
    delete AsNamed;                         // through the second base: its thunk finds the object
    CHECK(LangTraceIs("QNS"), "virtual destructors, in order");

    Both *Diamond = new Both;
    Root *Base = Diamond;
    CHECK(Diamond->Sum() == 60 && Base->Value() == 2, "virtual bases");
    delete Base;

    {
        Square Local(2);
        Square Copy = Local;
        CHECK(Copy.Area() == 4 && Copy.Id() == Local.Id(), "copies");
    }
    CHECK(LangTraceIs("QNSQNS"), "destructors of locals");

    CHECK(FunctionStatic() == 1 && FunctionStatic() == 1 && Calls == 1, "statics of a function");
    CHECK(LangTraceIs("s"), "constructed once");

    int (Visitor::*Member)(int) = &Visitor::Add;
    int Visitor::*Field = &Visitor::Total;
    PCSTR (Shape::*Virtual)() const = &Shape::Name;
    Visitor v = { 5 };
    static Square Shape_(1);
    CHECK((v.*Member)(3) == 8 && v.*Field == 8 && strcmp((Shape_.*Virtual)(), "square") == 0,
          "pointers to members");

    Large l = MakeLarge(7), m;
    m = l;
    CHECK(TakeLarge(m, 1, 2.0f > 1 ? 3 : 4) == 15, "large structures by value");

    Colour c = Colour::Green;
    CHECK((int)c == 2 && PlainNegative < 0, "enumerations");
}
