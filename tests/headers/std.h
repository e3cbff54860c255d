/* SPDX-License-Identifier: MIT */
/* What C++ drivers take from the C++ library's headers; it only has to compile. */
extern "C" {
#include <ntddk.h>
}
#include <new>
#include <utility>
#include <type_traits>
#include <limits>
#include <cstdint>
#include <cstring>
static_assert(std::is_same<std::remove_pointer<int *const>::type, int>::value, "");
static_assert(std::is_convertible<int, long>::value && !std::is_convertible<void *, int>::value, "");
static_assert(std::is_function<int(int)>::value && std::is_same<std::decay<int[3]>::type, int *>::value, "");
static_assert((std::numeric_limits<unsigned long>::max)() == 0xffffffffUL && (std::numeric_limits<long long>::min)() < 0, "");
static_assert(std::is_base_of<std::true_type, std::is_signed<LONG>>::value, "");
static_assert(std::index_sequence_for<int, char>::size() == 2, "");
static_assert(std::is_same<std::remove_pointer<const int>::type, const int>::value, "");
static_assert(std::is_same<std::make_unsigned<long>::type, unsigned long>::value, "");
static_assert(std::is_same<std::underlying_type<POOL_TYPE>::type, unsigned int>::value ||
	      sizeof(POOL_TYPE) == 4, "");

struct S {
	int n;
	S(int a) : n(a) {}
};

int std_names(int *room);
int std_names(int *room)
{
	int total = 0;

	for (int i : { 1, 2, 3 })
		total += i;
	S *s = new (room) S(total);
	auto p = std::make_pair(s, 'c');

	std::swap(total, s->n);
	return std::exchange(p.first->n, 3);
}
