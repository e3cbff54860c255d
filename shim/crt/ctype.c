// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* Character classes of the C locale. */
#include "crt.h"

CRT int isdigit(int c)
{
	return c >= '0' && c <= '9';
}

CRT int isupper(int c)
{
	return c >= 'A' && c <= 'Z';
}

CRT int islower(int c)
{
	return c >= 'a' && c <= 'z';
}

CRT int isalpha(int c)
{
	return isupper(c) || islower(c);
}

CRT int isalnum(int c)
{
	return isalpha(c) || isdigit(c);
}

CRT int isxdigit(int c)
{
	return isdigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

CRT int isspace(int c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

CRT int isprint(int c)
{
	return c >= ' ' && c <= '~';
}

CRT int toupper(int c)
{
	return islower(c) ? c - ('a' - 'A') : c;
}

CRT int tolower(int c)
{
	return isupper(c) ? c + ('a' - 'A') : c;
}
