// SPDX-License-Identifier: GPL-2.0-only OR MIT
#include "Lang.h"
#include "Templates.h"

VOID LangTemplates()
{
    Stack<int, 4> Numbers;
    Stack<PCSTR, 2> Texts;

    CHECK(Numbers.Push(1) && Numbers.Push(2) && Numbers.Push(3), "templates");
    CHECK(!(Texts.Push("a") && Texts.Push("b") && Texts.Push("c")), "with value parameters");
    CHECK(Numbers.Sum([](int n) { return n * n; }) == 14, "lambdas");
    int Factor = 10;
    CHECK(Numbers.Sum([&Factor](int n) { return n * Factor++; }) == 68 && Factor == 13,
          "lambdas with captures");
    CHECK(Total(1, 2LL, (short)3) == 6, "variadic templates");
    CHECK(Maximum<unsigned long>(3, 4) == 4 && Maximum("b", "a")[0] == 'b', "specialisation");
    Counter<char>::Value = 17;
    int (*Function)(int) = [](int n) { return n + 1; };
    CHECK(Function(1) == 2, "a lambda as a function");
    int Numbers123[] = { 1, 2, 3 };
    for (auto &n : Numbers123)
        Factor += n;
    CHECK(Factor == 19, "range for");
    const auto Pair = MakePair(1, 'c');
    CHECK(Pair.First == 1 && Pair.Second == 'c', "deduction");
    CHECK(SharedTwice(4) == 8 && &GUID_LANG == GuidOfOther(), "GUIDs of several units are one");
}
