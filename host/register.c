// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * register.c - READ_REGISTER_x and READ_PORT_x: to device models, or to memory.
 *
 * With DXGK_HOST the headers declare these instead of doing the access in line.
 * An access through an address that is not mapped is a bug of the miniport's,
 * and ends the process as it would end a kernel.
 */
#include <pthread.h>
#include <stdlib.h>

#include "internal.h"

struct window {
	struct window *next;
	dxgk_u64 base, len;
	const struct host_register_ops *ops;
	void *arg;
};

/* Guards the lists; the models are called without it. */
static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static struct window *registers;
static struct window *ports;

static void window_add(struct window **list, dxgk_u64 base, dxgk_u64 len,
		       const struct host_register_ops *ops, void *arg)
{
	struct window *w = calloc(1, sizeof(*w));

	if (!w || !len)
		host_bug("registers at %llx", base);
	w->base = base;
	w->len = len;
	w->ops = ops;
	w->arg = arg;
	pthread_rwlock_wrlock(&lock);
	w->next = *list;
	*list = w;
	pthread_rwlock_unlock(&lock);
}

void host_registers_add(dxgk_u64 phys, dxgk_u64 len, const struct host_register_ops *ops,
			void *arg)
{
	host_phys_add(phys, len, HOST_PHYS_UNBACKED);
	window_add(&registers, phys, len, ops, arg);
}

void host_ports_add(dxgk_u64 port, dxgk_u64 len, const struct host_register_ops *ops, void *arg)
{
	window_add(&ports, port, len, ops, arg);
}

static void windows_free(struct window **list)
{
	while (*list) {
		struct window *w = *list;

		*list = w->next;
		free(w);
	}
}

void host_registers_reset(void)
{
	pthread_rwlock_wrlock(&lock);
	windows_free(&registers);
	windows_free(&ports);
	pthread_rwlock_unlock(&lock);
}

/* The window that @at lies in, copied: it may not outlive the lock. */
static bool window_find(struct window *const *list, dxgk_u64 at, struct window *found)
{
	struct window *w;

	pthread_rwlock_rdlock(&lock);
	for (w = *list; w; w = w->next)
		if (at >= w->base && at - w->base < w->len) {
			*found = *w;
			break;
		}
	pthread_rwlock_unlock(&lock);
	return w;
}

/* A region without a model answers as a bus without a device does. */
static dxgk_u64 ones(unsigned int size)
{
	return size == 8 ? ~0ull : (1ull << (8 * size)) - 1;
}

static dxgk_u64 memory_read(const volatile void *va, unsigned int size)
{
	switch (size) {
	case 1:
		return *(const volatile dxgk_u8 *)va;
	case 2:
		return *(const volatile dxgk_u16 *)va;
	case 4:
		return *(const volatile dxgk_u32 *)va;
	default:
		return *(const volatile dxgk_u64 *)va;
	}
}

static void memory_write(volatile void *va, unsigned int size, dxgk_u64 value)
{
	switch (size) {
	case 1:
		*(volatile dxgk_u8 *)va = (dxgk_u8)value;
		break;
	case 2:
		*(volatile dxgk_u16 *)va = (dxgk_u16)value;
		break;
	case 4:
		*(volatile dxgk_u32 *)va = (dxgk_u32)value;
		break;
	default:
		*(volatile dxgk_u64 *)va = value;
		break;
	}
}

static dxgk_u64 register_read(const volatile void *va, unsigned int size)
{
	struct window w;
	dxgk_u64 phys;
	bool backed;

	if (!host_phys_of_system((const void *)va, size, &phys, &backed))
		host_bug("read of %u bytes at %p: no register is mapped there", size, va);
	if (backed)
		return memory_read(va, size);
	if (!window_find(&registers, phys, &w))
		return ones(size);
	return w.ops->read(w.arg, phys - w.base, size) & ones(size);
}

static void register_write(volatile void *va, unsigned int size, dxgk_u64 value)
{
	struct window w;
	dxgk_u64 phys;
	bool backed;

	if (!host_phys_of_system((const void *)va, size, &phys, &backed))
		host_bug("write of %u bytes at %p: no register is mapped there", size, va);
	if (backed)
		memory_write(va, size, value);
	else if (window_find(&registers, phys, &w))
		w.ops->write(w.arg, phys - w.base, size, value & ones(size));
}

static dxgk_u64 port_read(const volatile void *port, unsigned int size)
{
	dxgk_u64 at = (dxgk_uptr)port;
	struct window w;

	if (!host_port_is_mapped(at, size))
		host_bug("read of %u bytes at port %#llx, which is not mapped", size, at);
	if (!window_find(&ports, at, &w))
		return ones(size);
	return w.ops->read(w.arg, at - w.base, size) & ones(size);
}

static void port_write(volatile void *port, unsigned int size, dxgk_u64 value)
{
	dxgk_u64 at = (dxgk_uptr)port;
	struct window w;

	if (!host_port_is_mapped(at, size))
		host_bug("write of %u bytes at port %#llx, which is not mapped", size, at);
	if (window_find(&ports, at, &w))
		w.ops->write(w.arg, at - w.base, size, value & ones(size));
}

/*
 * The names that include/dxgk/nt/port.h declares, in C's own types, which are
 * the same in the native mode.  The BUFFER form of a register walks along the
 * registers, that of a port stays where it is.
 */
#define READ_ONE(space, SPACE, NAME, type, qual)					\
type READ_##SPACE##_##NAME(qual type *at);						\
type READ_##SPACE##_##NAME(qual type *at)						\
{											\
	return (type)space##_read(at, sizeof(type));					\
}

#define WRITE_ONE(space, SPACE, NAME, type, qual)					\
void WRITE_##SPACE##_##NAME(qual type *at, type value);					\
void WRITE_##SPACE##_##NAME(qual type *at, type value)					\
{											\
	space##_write(at, sizeof(type), value);						\
}

#define BUFFERS(space, SPACE, NAME, type, qual, step)					\
void READ_##SPACE##_BUFFER_##NAME(qual type *at, type *buffer, unsigned int count);	\
void READ_##SPACE##_BUFFER_##NAME(qual type *at, type *buffer, unsigned int count)	\
{											\
	unsigned int i;									\
											\
	for (i = 0; i < count; i++)							\
		buffer[i] = (type)space##_read(at + i * (step), sizeof(type));		\
}											\
void WRITE_##SPACE##_BUFFER_##NAME(qual type *at, type *buffer, unsigned int count);	\
void WRITE_##SPACE##_BUFFER_##NAME(qual type *at, type *buffer, unsigned int count)	\
{											\
	unsigned int i;									\
											\
	for (i = 0; i < count; i++)							\
		space##_write(at + i * (step), sizeof(type), buffer[i]);		\
}

#define ACCESSORS(space, SPACE, NAME, type, qual, step)	\
	READ_ONE(space, SPACE, NAME, type, qual)	\
	WRITE_ONE(space, SPACE, NAME, type, qual)	\
	BUFFERS(space, SPACE, NAME, type, qual, step)

ACCESSORS(register, REGISTER, UCHAR, dxgk_u8, volatile, 1)
ACCESSORS(register, REGISTER, USHORT, dxgk_u16, volatile, 1)
ACCESSORS(register, REGISTER, ULONG, dxgk_u32, volatile, 1)
ACCESSORS(register, REGISTER, ULONG64, dxgk_u64, volatile, 1)
ACCESSORS(port, PORT, UCHAR, dxgk_u8, , 0)
ACCESSORS(port, PORT, USHORT, dxgk_u16, , 0)
ACCESSORS(port, PORT, ULONG, dxgk_u32, , 0)
