// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * The two stubs behind __try: keep the registers that a call preserves, and
 * come back to that point a second time. The offsets are those of struct
 * dxgk_seh_frame in include/dxgk/seh.h.
 *
 * In assembler: a compiler's setjmp resumes by an indirect jump, which a
 * kernel with retpolines and IBT does not take. A return is good for both.
 */
#include "crt.h"

#ifdef DXGK_CRT_RETHUNK
#define CRT_RET "jmp __x86_return_thunk; int3\n"
#else
#define CRT_RET "ret; int3\n"
#endif

/* Room before each function, where the kernel wants it (CONFIG_CALL_PADDING). */
#ifndef DXGK_CRT_PADDING
#define DXGK_CRT_PADDING 0
#endif

#define CRT_STRING(x) #x
#define CRT_FUNCTION(name, padding, body) \
	__asm__(".pushsection .text\n" \
		".p2align 4\n" \
		".skip " CRT_STRING(padding) ", 0x90\n" \
		".globl " name "\n" \
		".type " name ", @function\n" \
		name ":\n" \
		body \
		".size " name ", . - " name "\n" \
		".popsection\n")
#define CRT_ASM(name, padding, body) CRT_FUNCTION(name, padding, body)

/*
 * int __miniport_seh_set(struct dxgk_seh_frame *frame): 0 now, and what
 * __miniport_seh_resume() was given each time that comes back here.
 */
CRT_ASM("__miniport_seh_set", DXGK_CRT_PADDING,
	"endbr64\n"
	"movq	(%rsp), %rax\n"
	"movq	%rax, 120(%rcx)\n"
	"leaq	8(%rsp), %rax\n"
	"movq	%rax, 112(%rcx)\n"
	"movq	%rbx, 48(%rcx)\n"
	"movq	%rbp, 56(%rcx)\n"
	"movq	%rdi, 64(%rcx)\n"
	"movq	%rsi, 72(%rcx)\n"
	"movq	%r12, 80(%rcx)\n"
	"movq	%r13, 88(%rcx)\n"
	"movq	%r14, 96(%rcx)\n"
	"movq	%r15, 104(%rcx)\n"
	"xorl	%eax, %eax\n"
	CRT_RET);

/*
 * void __miniport_seh_stack(struct dxgk_seh_frame *frame): the function has
 * taken more of its stack (_alloca) since __miniport_seh_set(), and keeps it.
 */
CRT_ASM("__miniport_seh_stack", DXGK_CRT_PADDING,
	"endbr64\n"
	"leaq	8(%rsp), %rax\n"
	"movq	%rax, 112(%rcx)\n"
	CRT_RET);

/* void __miniport_seh_resume(struct dxgk_seh_frame *frame, int value) */
CRT_ASM("__miniport_seh_resume", DXGK_CRT_PADDING,
	"endbr64\n"
	"movl	%edx, %eax\n"
	"movq	48(%rcx), %rbx\n"
	"movq	56(%rcx), %rbp\n"
	"movq	64(%rcx), %rdi\n"
	"movq	72(%rcx), %rsi\n"
	"movq	80(%rcx), %r12\n"
	"movq	88(%rcx), %r13\n"
	"movq	96(%rcx), %r14\n"
	"movq	104(%rcx), %r15\n"
	"movq	120(%rcx), %rdx\n"
	"movq	112(%rcx), %rsp\n"
	"pushq	%rdx\n"
	CRT_RET);

/* objtool follows the stack through every function but those listed here. */
__asm__(".pushsection .discard.func_stack_frame_non_standard, \"aw\"\n"
	".quad __miniport_seh_resume\n"
	".popsection\n");
