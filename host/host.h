/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * host.h - what tests, fuzzers and device models ask of the user-space backend.
 *
 * The backend implements shim/os.h on pthreads.  Device memory is simulated
 * physical memory, so that mappings of one range alias each other; processes
 * are simulated, so that one test can be several programs; and whatever can
 * fail in a kernel can be made to fail here, the nth time.
 *
 * What the core must not do ends the process with a message (host_bug()):
 * sleeping above PASSIVE_LEVEL or under a spin lock, unlocking what is not
 * held, handing back what it never got.
 */
#ifndef DXGK_HOST_H
#define DXGK_HOST_H

#include "dxgk.h"

/* ------------------------------------------------------------------- misuse */

__attribute__((noreturn, format(printf, 1, 2)))
void host_bug(const char *fmt, ...);

/* --------------------------------------------------------- memory and faults */

/*
 * The @nth call from now on that can fail for want of memory fails, once
 * (1: the next one); 0: none.  Counts over all threads.
 */
void host_fail_nth(unsigned long nth);
/* Has the failure asked for by host_fail_nth() happened? */
bool host_fail_hit(void);
/*
 * host_fail_nth() for the calling thread only, 0: none; for code that other
 * threads run beside.
 */
void host_fail_nth_here(unsigned long nth);
/* For backends and device models: does this fallible step fail? */
bool host_should_fail(void);

/* Keep on shelves what the core puts there; off, which it is at first, nothing is. */
void host_shelves(bool on);

/* Blocks of dxgk_os_alloc() that are live. */
unsigned long host_alloc_live(void);

/*
 * Run @fn and catch the bug check that it ends in: its text, NULL when it had
 * none.  What @fn held or allocated stays so.
 */
const char *host_expect_bugcheck(void (*fn)(void *arg), void *arg);

/* ------------------------------------------------------------------- context */

/* The IRQL that dxgk_os_irql_get() gives: per thread.  For tests. */
void host_irql_set(dxgk_u8 level);
/* Ends the process when the calling thread may not sleep; @what names the call. */
void host_might_sleep(const char *what);

/* ----------------------------------------------------------- physical memory */

#define HOST_PHYS_RAM		0x1u	/* system memory: map_system refuses it */
#define HOST_PHYS_NO_WB		0x2u	/* the machine forbids write-back: it becomes UC */
#define HOST_PHYS_UNBACKED	0x4u	/* mappings get addresses nobody may touch, any number */

/*
 * Device memory at [@phys, @phys + @len).  Sparse, zeroed.  What is mapped
 * outside of any region is treated as unbacked.  Regions do not share pages.
 */
void host_phys_add(dxgk_u64 phys, dxgk_u64 len, unsigned int flags);
/* The device's own view of its memory; NULL outside a backed region. */
void *host_phys(dxgk_u64 phys);
/* Drop all regions, registers and ports; a live mapping is an error. */
void host_phys_reset(void);

/*
 * Registers of a device model.  What READ_REGISTER_x and READ_PORT_x do to a
 * mapping of them comes here, in the calling thread, at any IRQL; @offset is
 * from the beginning of the range, @size 1, 2, 4 or 8 bytes.
 */
struct host_register_ops {
	dxgk_u64 (*read)(void *arg, dxgk_u64 offset, unsigned int size);
	void (*write)(void *arg, dxgk_u64 offset, unsigned int size, dxgk_u64 value);
};

/*
 * Registers at [@phys, @phys + @len), mapped to addresses nobody may touch;
 * and I/O ports.  @ops and @arg live until host_phys_reset().
 */
void host_registers_add(dxgk_u64 phys, dxgk_u64 len, const struct host_register_ops *ops,
			void *arg);
void host_ports_add(dxgk_u64 port, dxgk_u64 len, const struct host_register_ops *ops,
		    void *arg);

/* The cache type the page tables hold for a live mapping, or DXGK_CACHE_COUNT. */
enum dxgk_cache host_cache_of_system(const void *va);
/* Live system mappings, and what they cover of physical memory, in total. */
unsigned long host_system_mappings(void);

/*
 * A mapping that somebody else made, another driver say: the pages have its
 * type as long as it lives.
 */
struct host_foreign;
struct host_foreign *host_foreign_map(dxgk_u64 phys, dxgk_u64 len, enum dxgk_cache cache);
void host_foreign_unmap(struct host_foreign *f);

/* Live port mappings. */
unsigned long host_port_mappings(void);

/* ----------------------------------------------------------------- processes */

struct host_process;

struct host_process *host_process_create(void);
/* The calling thread runs in @p from here on; NULL: in no process. */
void host_process_enter(struct host_process *p);
struct host_process *host_process_current(void);
dxgk_u64 host_process_key(struct host_process *p);
/* On its way out: dxgk_os_process_exiting(). */
void host_process_set_exiting(struct host_process *p, bool exiting);
/* All its mappings go; the process is freed.  No thread may be in it. */
void host_process_exit(struct host_process *p);

/* The program calls munmap(@va) on a mapping of its own: true if there was one. */
bool host_process_munmap(struct host_process *p, dxgk_u64 va);
/*
 * The program puts memory of its own, zeroed, at a page address that is free.
 * host_user_read() and host_user_write() work on it.
 */
bool host_process_mmap(struct host_process *p, dxgk_u64 va, dxgk_u64 len);
/* The same for memory that the program may only read. */
bool host_process_mmap_readonly(struct host_process *p, dxgk_u64 va, dxgk_u64 len);
/* mseal() of what is there: munmap by the driver fails from then on. */
void host_process_seal(struct host_process *p, dxgk_u64 va);
/* What is at @va: 0 nothing, 1 the program's memory, 2 a device mapping. */
int host_process_at(struct host_process *p, dxgk_u64 va);
/* Mappings of devices in it. */
unsigned long host_process_mappings(struct host_process *p);
/* The cache type of the user page at @va. */
enum dxgk_cache host_cache_of_user(struct host_process *p, dxgk_u64 va);
/* The next address a mapping of @p gets, page aligned; for reuse of addresses. */
void host_process_next_va(struct host_process *p, dxgk_u64 va);

enum host_fault {
	HOST_OK,
	HOST_SEGV,	/* nothing mapped */
	HOST_SIGBUS,	/* revoked */
};

/*
 * The program loads and stores.  An access waits while the device is
 * suspended; what is inside one page is atomic against revocation.
 */
enum host_fault host_user_read(struct host_process *p, dxgk_u64 va, void *buf, dxgk_u64 len);
enum host_fault host_user_write(struct host_process *p, dxgk_u64 va, const void *buf,
				dxgk_u64 len);

/* -------------------------------------------------------------------- devices */

struct dxgk_os_device *host_device_create(const char *name);
/* Ends the process when a user mapping of it, or an interrupt, is left. */
void host_device_destroy(struct dxgk_os_device *dev);

/* The adapter that interrupts go to; NULL: none. */
void host_device_bind(struct dxgk_os_device *dev, struct dxgk_adapter *adapter);
/* In place of the core's dxgk_adapter_isr(): for tests. */
void host_device_handler(struct dxgk_os_device *dev, bool (*isr)(void *arg, dxgk_u32 message),
			 void *arg);

/* 4096 bytes of configuration space, to fill and to look at. */
dxgk_u8 *host_device_config(struct dxgk_os_device *dev);
/* The ROM; not copied.  NULL: none. */
void host_device_rom(struct dxgk_os_device *dev, const void *rom, dxgk_u32 len);
/* Plug it in, pull it out. */
void host_device_set_present(struct dxgk_os_device *dev, bool present);
/* An IOMMU translates what it does, or not. */
void host_device_set_translated(struct dxgk_os_device *dev, bool translated);
/* Pieces of memory that it was let to reach, and still may. */
unsigned long host_device_dma(struct dxgk_os_device *dev);
/* Messages of its interrupt: 0: dxgk_os_irq_connect() has none to connect. */
void host_device_set_messages(struct dxgk_os_device *dev, dxgk_u32 count);

/*
 * Raise an interrupt: the handler runs in the calling thread, at device IRQL.
 * Return: the handler claimed it; false too when nothing is connected.
 */
bool host_device_interrupt(struct dxgk_os_device *dev, dxgk_u32 message);
/* Wait until no deferred call is asked for or running. */
void host_deferred_flush(void);

/* How often the core reported them. */
/* How many dumps there were; the last one, ended by a zero, until the next comes. */
unsigned long host_device_dumps(struct dxgk_os_device *dev, const void **data, dxgk_u32 *size);
unsigned long host_device_hotplugs(struct dxgk_os_device *dev);
unsigned long host_device_pointers(struct dxgk_os_device *dev);
unsigned long host_device_vsyncs(struct dxgk_os_device *dev);

/* ------------------------------------------------------------------ log, trace */

/* Forget what was logged and traced. */
void host_log_clear(void);
/* Lines that contain @text (NULL: all) at @level or worse. */
unsigned int host_log_count(enum dxgk_log level, const char *text);
/* Line @index of all, oldest first, or NULL; valid until the next clear. */
const char *host_log_line(unsigned int index);
/* Also print to stderr: on when HOST_LOG is set in the environment. */
void host_log_echo(bool on);

/* Map events since the last clear, and one of them. */
unsigned int host_trace_count(void);
bool host_trace_get(unsigned int index, struct dxgk_map_event *ev);

/* ------------------------------------------------------- firmware and reports */

/*
 * The machine's ACPI: @address is ~0 for the adapter itself.  Fills @result, whose
 * package is an array of values.  NULL: nothing is in the namespace.
 */
typedef dxgk_status host_acpi_method(void *arg, dxgk_u32 address, const char *method,
				     const struct dxgk_acpi_value *value, dxgk_u32 count,
				     dxgk_u32 all, struct dxgk_acpi_value *result);
void host_acpi_set(host_acpi_method *method, void *arg);
/* One table of a kind, its id the kind's number; not copied.  NULL: none. */
void host_firmware_set(enum dxgk_firmware provider, const void *data, dxgk_u32 size);

/* An event or a diagnostic that was traced. */
struct host_event {
	dxgk_u8 guid[16];
	dxgk_u32 category, type, size;
	dxgk_u8 data[512];		/* the beginning of it */
};

/* How many there were, and the last one. */
unsigned int host_events(struct host_event *e);

/* Forget all of that. */
void host_services_reset(void);

/* ----------------------------------------------------------------------- time */

/* Let dxgk_os_time_ns() jump ahead. */
void host_time_advance(dxgk_u64 ns);

/* ------------------------------------------------------------------------ all */

/*
 * Nothing of the core's is left: blocks, system, port and user mappings.
 * Otherwise says what, to stderr, and returns false.
 */
bool host_clean(void);

#endif /* DXGK_HOST_H */
