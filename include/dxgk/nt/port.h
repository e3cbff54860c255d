/* SPDX-License-Identifier: MIT */
/*
 * Device access. A port is named by an address whose value is the port number
 * (shim/map.h hands such addresses out), a register by its mapped address.
 *
 * Reads and writes of registers are ordered against each other and against
 * other memory, as on Windows: a single volatile access between compiler
 * barriers, and a full fence after a write, so that the value does not sit
 * behind later accesses.
 *
 * With DXGK_HOST, where the device is a model in the same process, all of them
 * are functions of the backend.
 */
#ifndef _DXGK_NT_PORT_H_
#define _DXGK_NT_PORT_H_

#include "base.h"
#include "interlocked.h"

DXGK_EXTERN_C_BEGIN

#ifdef DXGK_HOST

NTHALAPI UCHAR NTAPI READ_PORT_UCHAR(PUCHAR Port);
NTHALAPI VOID NTAPI WRITE_PORT_UCHAR(PUCHAR Port, UCHAR Value);
NTHALAPI VOID NTAPI READ_PORT_BUFFER_UCHAR(PUCHAR Port, PUCHAR Buffer, ULONG Count);
NTHALAPI VOID NTAPI WRITE_PORT_BUFFER_UCHAR(PUCHAR Port, PUCHAR Buffer, ULONG Count);
NTHALAPI USHORT NTAPI READ_PORT_USHORT(PUSHORT Port);
NTHALAPI VOID NTAPI WRITE_PORT_USHORT(PUSHORT Port, USHORT Value);
NTHALAPI VOID NTAPI READ_PORT_BUFFER_USHORT(PUSHORT Port, PUSHORT Buffer, ULONG Count);
NTHALAPI VOID NTAPI WRITE_PORT_BUFFER_USHORT(PUSHORT Port, PUSHORT Buffer, ULONG Count);
NTHALAPI ULONG NTAPI READ_PORT_ULONG(PULONG Port);
NTHALAPI VOID NTAPI WRITE_PORT_ULONG(PULONG Port, ULONG Value);
NTHALAPI VOID NTAPI READ_PORT_BUFFER_ULONG(PULONG Port, PULONG Buffer, ULONG Count);
NTHALAPI VOID NTAPI WRITE_PORT_BUFFER_ULONG(PULONG Port, PULONG Buffer, ULONG Count);
NTKERNELAPI UCHAR NTAPI READ_REGISTER_UCHAR(volatile UCHAR *Register);
NTKERNELAPI VOID NTAPI WRITE_REGISTER_UCHAR(volatile UCHAR *Register, UCHAR Value);
NTKERNELAPI VOID NTAPI READ_REGISTER_BUFFER_UCHAR(volatile UCHAR *Register, PUCHAR Buffer,
						  ULONG Count);
NTKERNELAPI VOID NTAPI WRITE_REGISTER_BUFFER_UCHAR(volatile UCHAR *Register, PUCHAR Buffer,
						   ULONG Count);
NTKERNELAPI USHORT NTAPI READ_REGISTER_USHORT(volatile USHORT *Register);
NTKERNELAPI VOID NTAPI WRITE_REGISTER_USHORT(volatile USHORT *Register, USHORT Value);
NTKERNELAPI VOID NTAPI READ_REGISTER_BUFFER_USHORT(volatile USHORT *Register, PUSHORT Buffer,
						   ULONG Count);
NTKERNELAPI VOID NTAPI WRITE_REGISTER_BUFFER_USHORT(volatile USHORT *Register, PUSHORT Buffer,
						    ULONG Count);
NTKERNELAPI ULONG NTAPI READ_REGISTER_ULONG(volatile ULONG *Register);
NTKERNELAPI VOID NTAPI WRITE_REGISTER_ULONG(volatile ULONG *Register, ULONG Value);
NTKERNELAPI VOID NTAPI READ_REGISTER_BUFFER_ULONG(volatile ULONG *Register, PULONG Buffer,
						  ULONG Count);
NTKERNELAPI VOID NTAPI WRITE_REGISTER_BUFFER_ULONG(volatile ULONG *Register, PULONG Buffer,
						   ULONG Count);
NTKERNELAPI ULONG64 NTAPI READ_REGISTER_ULONG64(volatile ULONG64 *Register);
NTKERNELAPI VOID NTAPI WRITE_REGISTER_ULONG64(volatile ULONG64 *Register, ULONG64 Value);
NTKERNELAPI VOID NTAPI READ_REGISTER_BUFFER_ULONG64(volatile ULONG64 *Register, PULONG64 Buffer,
						    ULONG Count);
NTKERNELAPI VOID NTAPI WRITE_REGISTER_BUFFER_ULONG64(volatile ULONG64 *Register, PULONG64 Buffer,
						     ULONG Count);

#elif !defined(DXGK_SHIM)

#if defined(__x86_64__) || defined(__i386__)

DXGK_INLINE UCHAR READ_PORT_UCHAR(PUCHAR Port)
{
	UCHAR value;

	__asm__ __volatile__("inb %w1, %b0"
			     : "=a"(value)
			     : "Nd"((USHORT)(ULONG_PTR)Port)
			     : "memory");
	return value;
}

DXGK_INLINE VOID WRITE_PORT_UCHAR(PUCHAR Port, UCHAR Value)
{
	__asm__ __volatile__("outb %b0, %w1"
			     :
			     : "a"(Value), "Nd"((USHORT)(ULONG_PTR)Port)
			     : "memory");
}

DXGK_INLINE VOID READ_PORT_BUFFER_UCHAR(PUCHAR Port, PUCHAR Buffer, ULONG Count)
{
	ULONG_PTR count = Count;

	__asm__ __volatile__("rep insb"
			     : "+D"(Buffer), "+c"(count)
			     : "d"((USHORT)(ULONG_PTR)Port)
			     : "memory");
}

DXGK_INLINE VOID WRITE_PORT_BUFFER_UCHAR(PUCHAR Port, PUCHAR Buffer, ULONG Count)
{
	ULONG_PTR count = Count;

	__asm__ __volatile__("rep outsb"
			     : "+S"(Buffer), "+c"(count)
			     : "d"((USHORT)(ULONG_PTR)Port)
			     : "memory");
}

DXGK_INLINE USHORT READ_PORT_USHORT(PUSHORT Port)
{
	USHORT value;

	__asm__ __volatile__("inw %w1, %w0"
			     : "=a"(value)
			     : "Nd"((USHORT)(ULONG_PTR)Port)
			     : "memory");
	return value;
}

DXGK_INLINE VOID WRITE_PORT_USHORT(PUSHORT Port, USHORT Value)
{
	__asm__ __volatile__("outw %w0, %w1"
			     :
			     : "a"(Value), "Nd"((USHORT)(ULONG_PTR)Port)
			     : "memory");
}

DXGK_INLINE VOID READ_PORT_BUFFER_USHORT(PUSHORT Port, PUSHORT Buffer, ULONG Count)
{
	ULONG_PTR count = Count;

	__asm__ __volatile__("rep insw"
			     : "+D"(Buffer), "+c"(count)
			     : "d"((USHORT)(ULONG_PTR)Port)
			     : "memory");
}

DXGK_INLINE VOID WRITE_PORT_BUFFER_USHORT(PUSHORT Port, PUSHORT Buffer, ULONG Count)
{
	ULONG_PTR count = Count;

	__asm__ __volatile__("rep outsw"
			     : "+S"(Buffer), "+c"(count)
			     : "d"((USHORT)(ULONG_PTR)Port)
			     : "memory");
}

DXGK_INLINE ULONG READ_PORT_ULONG(PULONG Port)
{
	ULONG value;

	__asm__ __volatile__("inl %w1, %k0"
			     : "=a"(value)
			     : "Nd"((USHORT)(ULONG_PTR)Port)
			     : "memory");
	return value;
}

DXGK_INLINE VOID WRITE_PORT_ULONG(PULONG Port, ULONG Value)
{
	__asm__ __volatile__("outl %k0, %w1"
			     :
			     : "a"(Value), "Nd"((USHORT)(ULONG_PTR)Port)
			     : "memory");
}

DXGK_INLINE VOID READ_PORT_BUFFER_ULONG(PULONG Port, PULONG Buffer, ULONG Count)
{
	ULONG_PTR count = Count;

	__asm__ __volatile__("rep insl"
			     : "+D"(Buffer), "+c"(count)
			     : "d"((USHORT)(ULONG_PTR)Port)
			     : "memory");
}

DXGK_INLINE VOID WRITE_PORT_BUFFER_ULONG(PULONG Port, PULONG Buffer, ULONG Count)
{
	ULONG_PTR count = Count;

	__asm__ __volatile__("rep outsl"
			     : "+S"(Buffer), "+c"(count)
			     : "d"((USHORT)(ULONG_PTR)Port)
			     : "memory");
}

#endif /* x86 */

DXGK_INLINE UCHAR READ_REGISTER_UCHAR(volatile UCHAR *Register)
{
	UCHAR value;

	dxgk_compiler_barrier();
	value = *Register;
	dxgk_compiler_barrier();
	return value;
}

DXGK_INLINE VOID WRITE_REGISTER_UCHAR(volatile UCHAR *Register, UCHAR Value)
{
	dxgk_compiler_barrier();
	*Register = Value;
	dxgk_memory_barrier();
}

DXGK_INLINE VOID READ_REGISTER_BUFFER_UCHAR(volatile UCHAR *Register, PUCHAR Buffer, ULONG Count)
{
	dxgk_compiler_barrier();
	while (Count--)
		*Buffer++ = *Register++;
	dxgk_compiler_barrier();
}

DXGK_INLINE VOID WRITE_REGISTER_BUFFER_UCHAR(volatile UCHAR *Register, PUCHAR Buffer, ULONG Count)
{
	dxgk_compiler_barrier();
	while (Count--)
		*Register++ = *Buffer++;
	dxgk_memory_barrier();
}

DXGK_INLINE USHORT READ_REGISTER_USHORT(volatile USHORT *Register)
{
	USHORT value;

	dxgk_compiler_barrier();
	value = *Register;
	dxgk_compiler_barrier();
	return value;
}

DXGK_INLINE VOID WRITE_REGISTER_USHORT(volatile USHORT *Register, USHORT Value)
{
	dxgk_compiler_barrier();
	*Register = Value;
	dxgk_memory_barrier();
}

DXGK_INLINE VOID READ_REGISTER_BUFFER_USHORT(volatile USHORT *Register, PUSHORT Buffer,
					     ULONG Count)
{
	dxgk_compiler_barrier();
	while (Count--)
		*Buffer++ = *Register++;
	dxgk_compiler_barrier();
}

DXGK_INLINE VOID WRITE_REGISTER_BUFFER_USHORT(volatile USHORT *Register, PUSHORT Buffer,
					      ULONG Count)
{
	dxgk_compiler_barrier();
	while (Count--)
		*Register++ = *Buffer++;
	dxgk_memory_barrier();
}

DXGK_INLINE ULONG READ_REGISTER_ULONG(volatile ULONG *Register)
{
	ULONG value;

	dxgk_compiler_barrier();
	value = *Register;
	dxgk_compiler_barrier();
	return value;
}

DXGK_INLINE VOID WRITE_REGISTER_ULONG(volatile ULONG *Register, ULONG Value)
{
	dxgk_compiler_barrier();
	*Register = Value;
	dxgk_memory_barrier();
}

DXGK_INLINE VOID READ_REGISTER_BUFFER_ULONG(volatile ULONG *Register, PULONG Buffer, ULONG Count)
{
	dxgk_compiler_barrier();
	while (Count--)
		*Buffer++ = *Register++;
	dxgk_compiler_barrier();
}

DXGK_INLINE VOID WRITE_REGISTER_BUFFER_ULONG(volatile ULONG *Register, PULONG Buffer, ULONG Count)
{
	dxgk_compiler_barrier();
	while (Count--)
		*Register++ = *Buffer++;
	dxgk_memory_barrier();
}

DXGK_INLINE ULONG64 READ_REGISTER_ULONG64(volatile ULONG64 *Register)
{
	ULONG64 value;

	dxgk_compiler_barrier();
	value = *Register;
	dxgk_compiler_barrier();
	return value;
}

DXGK_INLINE VOID WRITE_REGISTER_ULONG64(volatile ULONG64 *Register, ULONG64 Value)
{
	dxgk_compiler_barrier();
	*Register = Value;
	dxgk_memory_barrier();
}

DXGK_INLINE VOID READ_REGISTER_BUFFER_ULONG64(volatile ULONG64 *Register, PULONG64 Buffer,
					      ULONG Count)
{
	dxgk_compiler_barrier();
	while (Count--)
		*Buffer++ = *Register++;
	dxgk_compiler_barrier();
}

DXGK_INLINE VOID WRITE_REGISTER_BUFFER_ULONG64(volatile ULONG64 *Register, PULONG64 Buffer,
					       ULONG Count)
{
	dxgk_compiler_barrier();
	while (Count--)
		*Register++ = *Buffer++;
	dxgk_memory_barrier();
}

#endif /* !DXGK_HOST && !DXGK_SHIM */

DXGK_EXTERN_C_END

#endif /* _DXGK_NT_PORT_H_ */
