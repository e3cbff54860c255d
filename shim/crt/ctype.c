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

CRT int iscntrl(int c)
{
	return (c >= 0 && c < ' ') || c == 127;
}

CRT int isgraph(int c)
{
	return c > ' ' && c <= '~';
}

CRT int ispunct(int c)
{
	return isgraph(c) && !isalnum(c);
}

/* Wide characters: those of ASCII have a class, as in the C locale. */
CRT int iswdigit(crt_wchar c)
{
	return isdigit(c);
}

CRT int iswalpha(crt_wchar c)
{
	return isalpha(c);
}

CRT int iswalnum(crt_wchar c)
{
	return isalnum(c);
}

CRT int iswspace(crt_wchar c)
{
	return isspace(c);
}

CRT int iswxdigit(crt_wchar c)
{
	return isxdigit(c);
}

CRT int iswprint(crt_wchar c)
{
	return isprint(c);
}

CRT int iswupper(crt_wchar c)
{
	return isupper(c);
}

CRT int iswlower(crt_wchar c)
{
	return islower(c);
}

CRT crt_wchar towupper(crt_wchar c)
{
	return (crt_wchar)toupper(c);
}

CRT crt_wchar towlower(crt_wchar c)
{
	return (crt_wchar)tolower(c);
}
