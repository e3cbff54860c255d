/* SPDX-License-Identifier: MIT */
/* Character classes, of the C locale. */
#ifndef _DXGK_CRT_CTYPE_H_
#define _DXGK_CRT_CTYPE_H_

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

#ifdef __cplusplus
}
#endif

#endif /* _DXGK_CRT_CTYPE_H_ */
