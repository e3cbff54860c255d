/* SPDX-License-Identifier: MIT */
/* Character classes, of the C locale. */
#ifndef _DXGK_CRT_CTYPE_H_
#define _DXGK_CRT_CTYPE_H_

#include "stddef.h"

#ifdef __cplusplus
extern "C" {
#endif

int isalpha(int c);
int isdigit(int c);
int isalnum(int c);
int isspace(int c);
int isupper(int c);
int islower(int c);
int isxdigit(int c);
int isprint(int c);
int toupper(int c);
int tolower(int c);
int iscntrl(int c);
int isgraph(int c);
int ispunct(int c);

int iswdigit(wint_t c);
int iswalpha(wint_t c);
int iswalnum(wint_t c);
int iswspace(wint_t c);
int iswxdigit(wint_t c);
int iswprint(wint_t c);
int iswupper(wint_t c);
int iswlower(wint_t c);
wint_t towupper(wint_t c);
wint_t towlower(wint_t c);

#ifdef __cplusplus
}
#endif

#endif /* _DXGK_CRT_CTYPE_H_ */
