// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * The two stubs behind __try: keep the registers that a call preserves, and
 * come back to that point a second time.
 *
 * In assembler: a compiler's setjmp resumes by an indirect jump, which a
 * kernel with retpolines and IBT does not take. A return is good for both.
 */
#include "crt.h"

#ifdef DXGK_CRT_RETHUNK
#define CRT_RET "jmp __x86_return_thunk\n\tint3"
#else
#define CRT_RET "ret\n\tint3"
#endif

/*
 * int __miniport_seh_set(struct dxgk_seh_frame *frame): 0 now, and what
 * __miniport_seh_resume() was given each time that comes back here.
 */
__attribute__((naked)) int __miniport_seh_set(void *frame)
{
	__asm__ volatile(
		"endbr64\n\t"
		"movq	(%rsp), %rax\n\t"
		"movq	%rax, 120(%rcx)\n\t"
		"leaq	8(%rsp), %rax\n\t"
		"movq	%rax, 112(%rcx)\n\t"
		"movq	%rbx, 48(%rcx)\n\t"
		"movq	%rbp, 56(%rcx)\n\t"
		"movq	%rdi, 64(%rcx)\n\t"
		"movq	%rsi, 72(%rcx)\n\t"
		"movq	%r12, 80(%rcx)\n\t"
		"movq	%r13, 88(%rcx)\n\t"
		"movq	%r14, 96(%rcx)\n\t"
		"movq	%r15, 104(%rcx)\n\t"
		"xorl	%eax, %eax\n\t"
		CRT_RET);
}

/* void __miniport_seh_resume(struct dxgk_seh_frame *frame, int value) */
__attribute__((naked, used)) void __miniport_seh_resume(void *frame, int value)
{
	__asm__ volatile(
		"endbr64\n\t"
		"movl	%edx, %eax\n\t"
		"movq	48(%rcx), %rbx\n\t"
		"movq	56(%rcx), %rbp\n\t"
		"movq	64(%rcx), %rdi\n\t"
		"movq	72(%rcx), %rsi\n\t"
		"movq	80(%rcx), %r12\n\t"
		"movq	88(%rcx), %r13\n\t"
		"movq	96(%rcx), %r14\n\t"
		"movq	104(%rcx), %r15\n\t"
		"movq	120(%rcx), %rdx\n\t"
		"movq	112(%rcx), %rsp\n\t"
		"pushq	%rdx\n\t"
		CRT_RET);
}

/* objtool follows the stack through every function but those listed here. */
__asm__(".pushsection .discard.func_stack_frame_non_standard, \"aw\"\n\t"
	".quad __miniport_seh_resume\n\t"
	".popsection");
