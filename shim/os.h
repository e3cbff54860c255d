/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * os.h - what the core asks of an operating system.
 *
 * The only way out of shim/.  linux-module/ implements it in the kernel,
 * host/ on pthreads.  Nothing here speaks errno or hands out an error as a
 * pointer: a call that can fail returns an NTSTATUS (@dxgk_status), a pointer
 * that may be NULL where the comment says so, or a bool.
 *
 * Contexts: "any" is any IRQL, interrupt handlers included; "atomic" is up to
 * DISPATCH_LEVEL (preemption off, bottom halves off); "sleeping" is
 * PASSIVE_LEVEL, where the caller holds no spin lock.
 */
#ifndef DXGK_OS_H
#define DXGK_OS_H

typedef unsigned char dxgk_u8;
typedef unsigned short dxgk_u16;
typedef unsigned int dxgk_u32;
typedef unsigned long long dxgk_u64;
typedef signed int dxgk_s32;
typedef signed long long dxgk_s64;
typedef __SIZE_TYPE__ dxgk_size;
typedef __UINTPTR_TYPE__ dxgk_uptr;
/* An NTSTATUS; the values are those of include/ntstatus.h. */
typedef int dxgk_status;

#ifndef __cplusplus
#ifndef bool
typedef _Bool bool;
#endif
#ifndef true
#define true 1
#define false 0
#endif
#endif
#ifndef NULL
#define NULL ((void *)0)
#endif

/* Does not return, which only static checkers are told: see dxgk_os_bugcheck(). */
#ifdef DXGK_CHECKED
#define DXGK_CHECKED_NORETURN	__attribute__((noreturn))
#else
#define DXGK_CHECKED_NORETURN
#endif

#ifndef __printf
#define dxgk_os_printf(a, b) __attribute__((format(printf, a, b)))
#else
#define dxgk_os_printf(a, b) __printf(a, b)
#endif

/* The backend's own object behind an adapter (a PCI function and its DRM device). */
struct dxgk_os_device;

/* ------------------------------------------------------------------ memory */

#define DXGK_OS_ALLOC_ATOMIC	0x1u	/* the caller may not sleep */
#define DXGK_OS_ALLOC_ZERO	0x2u

/**
 * dxgk_os_alloc() - allocate kernel memory of the core's own
 * @bytes: size in bytes; 0 is an error and gives NULL
 * @flags: DXGK_OS_ALLOC_*
 *
 * Context: sleeping; atomic with DXGK_OS_ALLOC_ATOMIC.
 * Return: memory aligned for any object (16 bytes at least), or NULL.
 */
void *dxgk_os_alloc(dxgk_size bytes, unsigned int flags);

/* Context: atomic; NULL is ignored. */
void dxgk_os_free(void *p);

/*
 * Objects of one size that come and go all the time, at little more than the
 * cost of taking one from a shelf.
 */
struct dxgk_os_slab;

/* Context: sleeping.  NULL: no memory.  @name lives as long as the slab. */
struct dxgk_os_slab *dxgk_os_slab_create(const char *name, dxgk_size bytes);
/* All objects have been freed.  Context: sleeping; NULL is ignored. */
void dxgk_os_slab_destroy(struct dxgk_os_slab *slab);
/* NULL: no memory; what is in the object is not defined.  Context: sleeping. */
void *dxgk_os_slab_alloc(struct dxgk_os_slab *slab);
/* Context: atomic. */
void dxgk_os_slab_free(struct dxgk_os_slab *slab, void *object);

/*
 * Shelves: a few objects of each of some kinds that were given back lately, for
 * each processor.  Taking one from there costs a handful of instructions.  A
 * backend that watches how memory is used keeps nothing on them.
 */
struct dxgk_os_shelves;

#define DXGK_OS_SHELF_KINDS	8
#define DXGK_OS_SHELF_DEPTH	8

/* @depth: how many of each kind.  Context: sleeping.  NULL: no memory. */
struct dxgk_os_shelves *dxgk_os_shelves_create(const dxgk_u8 depth[DXGK_OS_SHELF_KINDS]);
/* They are empty.  Context: sleeping; NULL is ignored. */
void dxgk_os_shelves_destroy(struct dxgk_os_shelves *s);
/* NULL: none of that kind here.  Context: any. */
void *dxgk_os_shelf_get(struct dxgk_os_shelves *s, unsigned int kind);
/* false: no room, the object stays the caller's.  Context: any. */
bool dxgk_os_shelf_put(struct dxgk_os_shelves *s, unsigned int kind, void *object);
/* One of any processor's, while nobody else uses the shelves; NULL: none left. */
void *dxgk_os_shelf_clear(struct dxgk_os_shelves *s, unsigned int kind);

/* ------------------------------------------------------------------- locks */

/*
 * Storage is opaque and large enough for the backend's debug builds, which a
 * static assertion in each backend checks.
 */
struct dxgk_os_lock_key { unsigned long opaque[8]; };
struct dxgk_os_spinlock { unsigned long opaque[16]; };
struct dxgk_os_mutex { unsigned long opaque[32]; };
struct dxgk_os_rwsem { unsigned long opaque[40]; };
struct dxgk_os_event { unsigned long opaque[40]; };

void dxgk_os_spin_init_key(struct dxgk_os_spinlock *l, const char *name,
			   struct dxgk_os_lock_key *key);
void dxgk_os_mutex_init_key(struct dxgk_os_mutex *m, const char *name,
			    struct dxgk_os_lock_key *key);
void dxgk_os_rwsem_init_key(struct dxgk_os_rwsem *s, const char *name,
			    struct dxgk_os_lock_key *key);

/* One lockdep class for each place that initialises a lock. */
#define dxgk_os_spin_init(l) do {					\
	static struct dxgk_os_lock_key __key;				\
	dxgk_os_spin_init_key((l), #l, &__key);				\
} while (0)
#define dxgk_os_mutex_init(m) do {					\
	static struct dxgk_os_lock_key __key;				\
	dxgk_os_mutex_init_key((m), #m, &__key);			\
} while (0)
#define dxgk_os_rwsem_init(s) do {					\
	static struct dxgk_os_lock_key __key;				\
	dxgk_os_rwsem_init_key((s), #s, &__key);			\
} while (0)

/*
 * A spin lock of the core: interrupts are off while it is held, so it may be
 * taken in any context.  lock returns the state that unlock takes.
 */
unsigned long dxgk_os_spin_lock(struct dxgk_os_spinlock *l);
void dxgk_os_spin_unlock(struct dxgk_os_spinlock *l, unsigned long state);
void dxgk_os_spin_assert(struct dxgk_os_spinlock *l);

/* Sleeping locks.  fini frees what the backend keeps for a lock, if anything. */
void dxgk_os_mutex_lock(struct dxgk_os_mutex *m);
bool dxgk_os_mutex_trylock(struct dxgk_os_mutex *m);
void dxgk_os_mutex_unlock(struct dxgk_os_mutex *m);
void dxgk_os_mutex_assert(struct dxgk_os_mutex *m);
void dxgk_os_mutex_fini(struct dxgk_os_mutex *m);

void dxgk_os_rwsem_read(struct dxgk_os_rwsem *s);
void dxgk_os_rwsem_read_done(struct dxgk_os_rwsem *s);
void dxgk_os_rwsem_write(struct dxgk_os_rwsem *s);
void dxgk_os_rwsem_write_done(struct dxgk_os_rwsem *s);
/* Held at all; for writing. */
void dxgk_os_rwsem_assert(struct dxgk_os_rwsem *s);
void dxgk_os_rwsem_assert_write(struct dxgk_os_rwsem *s);
void dxgk_os_rwsem_fini(struct dxgk_os_rwsem *s);

/*
 * A manual-reset event of the core.  set: any context; wait: sleeping.
 * wait returns false when @timeout_ns went by first (~0ull: no limit).
 */
void dxgk_os_event_init(struct dxgk_os_event *e, bool set);
void dxgk_os_event_set(struct dxgk_os_event *e);
void dxgk_os_event_clear(struct dxgk_os_event *e);
bool dxgk_os_event_wait(struct dxgk_os_event *e, dxgk_u64 timeout_ns);
void dxgk_os_event_fini(struct dxgk_os_event *e);

enum dxgk_wait { DXGK_WAIT_SET, DXGK_WAIT_TIMEOUT, DXGK_WAIT_KILLED };

/**
 * dxgk_os_event_wait_until() - wait with a fine clock, for drivers
 * @e: the event
 * @deadline: of dxgk_os_time_ns(); ~0ull: none
 * @killable: give up when the process is being killed
 *
 * A thread that waits for long without being killable is not taken for hung
 * when the core started it.
 *
 * Context: sleeping.
 */
enum dxgk_wait dxgk_os_event_wait_until(struct dxgk_os_event *e, dxgk_u64 deadline,
					bool killable);

/* --------------------------------------------------------- ordered indexes */

/*
 * Two intrusive indexes that cost the logarithm of what is in them.  The core
 * locks them; the backend allocates nothing, so inserting cannot fail.
 *
 * A tree is ordered by the pair (k1, k2), which is unique in it.
 * A range set holds closed intervals [first, last], overlapping ones too.
 */
struct dxgk_os_tree { unsigned long opaque[4]; };
struct dxgk_os_tree_node { unsigned long opaque[4]; dxgk_u64 k1, k2; };
struct dxgk_os_ranges { unsigned long opaque[4]; };
struct dxgk_os_range { unsigned long opaque[8]; dxgk_u64 first, last; };

void dxgk_os_tree_init(struct dxgk_os_tree *t);
void dxgk_os_tree_insert(struct dxgk_os_tree *t, struct dxgk_os_tree_node *n);
void dxgk_os_tree_remove(struct dxgk_os_tree *t, struct dxgk_os_tree_node *n);
/* The first node that is not below (k1, k2), or NULL. */
struct dxgk_os_tree_node *dxgk_os_tree_ceil(struct dxgk_os_tree *t, dxgk_u64 k1, dxgk_u64 k2);

void dxgk_os_ranges_init(struct dxgk_os_ranges *r);
void dxgk_os_ranges_insert(struct dxgk_os_ranges *r, struct dxgk_os_range *n);
void dxgk_os_ranges_remove(struct dxgk_os_ranges *r, struct dxgk_os_range *n);
/* Some interval that has a point in [first, last], or NULL. */
struct dxgk_os_range *dxgk_os_ranges_overlap(struct dxgk_os_ranges *r,
					     dxgk_u64 first, dxgk_u64 last);

/* ----------------------------------------------------------------- mapping */

enum dxgk_cache {
	DXGK_CACHE_UC,		/* uncached, strongly ordered */
	DXGK_CACHE_WC,		/* write-combined */
	DXGK_CACHE_WB,		/* write-back */
	DXGK_CACHE_COUNT
};

/**
 * dxgk_os_map_system() - map device memory into system space
 * @phys: first byte, at any offset in its page; not system RAM
 * @len: bytes, not 0; [@phys, @phys + @len) does not wrap
 * @cache: what the page tables shall hold
 * @va: where the byte at @phys is mapped; set on success only
 *
 * Overlapping mappings are independent of each other.  The caller has made
 * sure that no live mapping of the core's has another cache type; one made by
 * somebody else is found after the fact and undone.
 *
 * Context: sleeping.
 * Return: STATUS_SUCCESS; STATUS_CONFLICTING_ADDRESSES when the pages came out
 * with another cache type than @cache (a WB request that the machine can only
 * do uncached succeeds); STATUS_INVALID_PARAMETER beyond physical memory;
 * STATUS_INSUFFICIENT_RESOURCES.
 */
dxgk_status dxgk_os_map_system(dxgk_u64 phys, dxgk_u64 len, enum dxgk_cache cache, void **va);
/* Context: sleeping.  @va is what dxgk_os_map_system() gave, @len the same. */
void dxgk_os_unmap_system(void *va, dxgk_u64 len);

/*
 * Some of [@phys, @phys + @len) is system RAM; a device's resources, which the
 * backend has looked at, are not.  Context: any.
 */
bool dxgk_os_is_ram(dxgk_u64 phys, dxgk_u64 len);

/**
 * dxgk_os_map_port() - what READ_PORT_x takes for an I/O port
 * @port: first port
 * @len: ports
 * @va: the port number itself where the CPU has ports, a cookie elsewhere
 *
 * Context: sleeping.  Mapping one port twice gives the same address.
 * Return: STATUS_SUCCESS, STATUS_INSUFFICIENT_RESOURCES.
 */
dxgk_status dxgk_os_map_port(dxgk_u64 port, dxgk_u64 len, void **va);
void dxgk_os_unmap_port(void *va, dxgk_u64 len);

/* One mapping in a user process; the backend's side of a struct dxgk_mapping. */
struct dxgk_os_umap;

/**
 * dxgk_os_process() - the user process this code runs in
 *
 * Context: any.
 * Return: a value that no other live process has, or 0 in a kernel thread, an
 * interrupt, or anywhere else without a user address space.
 */
dxgk_u64 dxgk_os_process(void);
/* The process id, for people to read; 0 without a process. */
dxgk_u32 dxgk_os_process_id(void);
/* The running process is on its way out and takes no new mapping. */
bool dxgk_os_process_exiting(void);

/**
 * dxgk_os_map_user() - map device memory into the calling process
 * @dev: the device whose revocation takes the mapping along
 * @phys: first byte; the backend maps whole pages around the range
 * @len: bytes, not 0
 * @cache: as for dxgk_os_map_system()
 * @owner: handed to dxgk_map_user_gone() once, when the process no longer has
 *	the mapping, by whatever cause, and the hold on the pages' cache type
 *	has been given back; not after a failure
 * @va: user address of the byte at @phys
 * @umap: for dxgk_os_unmap_user() and dxgk_os_umap_put()
 *
 * The mapping is readable and writable, shared, and cannot be inherited,
 * dumped, moved, split, expanded, made executable or made again by the program.
 *
 * Context: sleeping, in the process; the caller holds no lock that
 * dxgk_map_user_gone() takes.
 * Return: STATUS_SUCCESS and a reference on *@umap; otherwise as for
 * dxgk_os_map_system(), or STATUS_PROCESS_IS_TERMINATING, or
 * STATUS_DEVICE_REMOVED when the device was revoked meanwhile.
 */
dxgk_status dxgk_os_map_user(struct dxgk_os_device *dev, dxgk_u64 phys, dxgk_u64 len,
			     enum dxgk_cache cache, void *owner, void **va,
			     struct dxgk_os_umap **umap);
/*
 * Take the mapping out of the calling process, which made it.  Memory that the
 * program put at that address since is not touched.  dxgk_map_user_gone() has
 * been called when this returns, unless it is running in another thread, or
 * the program keeps the addresses by force (mseal() on Linux): then they give
 * SIGBUS and the hold on the cache type is given back.
 * Context: sleeping.
 */
void dxgk_os_unmap_user(struct dxgk_os_umap *umap);
/* Give back the reference of dxgk_os_map_user().  Context: sleeping. */
void dxgk_os_umap_put(struct dxgk_os_umap *umap);

/**
 * dxgk_os_revoke_user() - all user mappings of a device give SIGBUS from here on
 * @dev: the device
 * @more: new ones may be made, and work; false: until dxgk_os_allow_user()
 *
 * No access of a program reaches the hardware once this has returned, and the
 * holds on cache types are given back.  A fault that waits for D0 ends.
 * Context: sleeping.
 */
void dxgk_os_revoke_user(struct dxgk_os_device *dev, bool more);
/* New user mappings are possible again (a stopped device starts once more). */
void dxgk_os_allow_user(struct dxgk_os_device *dev);
/* Before D3 and after D0: between the two an access of a program waits. */
void dxgk_os_suspend_user(struct dxgk_os_device *dev);
void dxgk_os_resume_user(struct dxgk_os_device *dev);

/* --------------------------------------------------------- devices and bus */

enum dxgk_space {
	DXGK_SPACE_CONFIG,	/* PCI configuration space */
	DXGK_SPACE_ROM,		/* the expansion ROM */
	DXGK_SPACE_BRIDGE,	/* configuration space of the root port above */
	DXGK_SPACE_MCH,		/* configuration space of the host bridge */
};

/**
 * dxgk_os_dev_read() - read configuration space or the ROM of a device
 * @dev: the device
 * @space: which
 * @buf: where to
 * @offset: first byte
 * @len: bytes
 * @done: bytes read: fewer than @len at the end of the space
 *
 * Context: sleeping for the ROM, atomic for configuration space.
 * Return: STATUS_SUCCESS, STATUS_DEVICE_REMOVED, STATUS_NOT_SUPPORTED for a
 * device without that space.
 */
dxgk_status dxgk_os_dev_read(struct dxgk_os_device *dev, enum dxgk_space space,
			     void *buf, dxgk_u32 offset, dxgk_u32 len, dxgk_u32 *done);
dxgk_status dxgk_os_dev_write(struct dxgk_os_device *dev, enum dxgk_space space,
			      const void *buf, dxgk_u32 offset, dxgk_u32 len, dxgk_u32 *done);
/*
 * The device reaches memory by its physical addresses: no IOMMU translates them.
 * Context: any.
 */
bool dxgk_os_dma_physical(struct dxgk_os_device *dev);
/* It has so many bits of address: 24, 32, 64.  False: it cannot be so.  Context: sleeping. */
bool dxgk_os_dma_bits(struct dxgk_os_device *dev, dxgk_u32 bits);
/*
 * Zeroed memory in one piece for the device, and its address there; for one that
 * an IOMMU translates.  NULL: none to be had.  Context: sleeping.
 */
void *dxgk_os_dma_alloc(struct dxgk_os_device *dev, dxgk_u64 bytes, dxgk_u64 *bus);
void dxgk_os_dma_free(struct dxgk_os_device *dev, dxgk_u64 bytes, void *va, dxgk_u64 bus);
/*
 * Let the device reach RAM in a row, from @phys on, until it is unmapped: to read
 * it (@to_device) or to write to it.  False: it cannot.  Context: atomic.
 */
bool dxgk_os_dma_map(struct dxgk_os_device *dev, dxgk_u64 phys, dxgk_u32 bytes, bool to_device,
		     dxgk_u64 *bus);
void dxgk_os_dma_unmap(struct dxgk_os_device *dev, dxgk_u64 bus, dxgk_u32 bytes, bool to_device);
/* What a PCI function must be to be meant; a member that is not asked for is ignored. */
struct dxgk_pci_match {
	bool ids, subsystem, revision, class, interface;
	bool local_bus;			/* on the bus of the device only */
	dxgk_u16 vendor, device, subvendor, subdevice;
	dxgk_u8 revision_id, base_class, subclass, prog_if;
};

/* Is there such a function, besides @dev?  Context: sleeping. */
bool dxgk_os_pci_present(struct dxgk_os_device *dev, const struct dxgk_pci_match *match);
/* The device answers on its bus.  Context: atomic. */
bool dxgk_os_dev_present(struct dxgk_os_device *dev);

/* Interrupt messages (or the line: message 0) of a device, all at once. */
dxgk_status dxgk_os_irq_connect(struct dxgk_os_device *dev);
/* Nothing runs in the handler when this has returned.  Context: sleeping. */
void dxgk_os_irq_disconnect(struct dxgk_os_device *dev);
/*
 * Run @fn(@arg) while the handler of @message cannot run; without an
 * interrupt, while no other such call does.  The IRQL is the caller's to raise.
 * Context: any but the handler of that message.
 */
bool dxgk_os_irq_synchronize(struct dxgk_os_device *dev, dxgk_u32 message,
			     bool (*fn)(void *arg), void *arg);

/*
 * Who is running: the thread, or the interrupt or deferred call on top of it.
 * Unique among what is live, the same from entry to return whatever the IRQL.
 * Context: any.
 */
dxgk_uptr dxgk_os_context(void);

/* -------------------------------------------------------------------- IRQL */

/*
 * PASSIVE_LEVEL 0, APC_LEVEL 1, DISPATCH_LEVEL 2, above: device interrupts.
 * get tells the truth in handlers, deferred calls and under NT spin locks.
 * raise returns the level before; going to DISPATCH_LEVEL turns preemption and
 * bottom halves off, going above it interrupts as well.  lower undoes it.
 */
dxgk_u8 dxgk_os_irql_get(void);
dxgk_u8 dxgk_os_irql_raise(dxgk_u8 level);
void dxgk_os_irql_lower(dxgk_u8 level);

/* ------------------------------------------------------------------- threads */

/* The thread that runs, or that an interrupt runs on; unique among those that live. */
dxgk_uptr dxgk_os_thread(void);
/* Its number, for people to read. */
dxgk_u32 dxgk_os_thread_id(void);

/* A thread that the core started. */
struct dxgk_os_thread;

/**
 * dxgk_os_thread_start() - run @fn(@arg) in a new kernel thread
 * @fn: its return ends the thread, as does dxgk_os_thread_exit() in it
 * @arg: for @fn
 * @name: for people to read; copied
 * @thread: for the functions below; set before @fn runs
 *
 * Context: sleeping.  Return: STATUS_SUCCESS, STATUS_INSUFFICIENT_RESOURCES.
 */
dxgk_status dxgk_os_thread_start(void (*fn)(void *arg), void *arg, const char *name,
				 struct dxgk_os_thread **thread);
/*
 * The @arg of the thread that runs, if dxgk_os_thread_start() made it and it is
 * still in @fn; NULL in any other.  Context: a thread, at any IRQL; not an
 * interrupt or a deferred call on top of one.
 */
void *dxgk_os_thread_arg(void);
/* Whether that is the context.  Context: any. */
bool dxgk_os_in_thread(void);
/* End the calling thread, which dxgk_os_thread_start() made.  Does not return. */
void dxgk_os_thread_exit(void);
/* Wait for its end and forget it.  Context: sleeping; not in the thread itself. */
void dxgk_os_thread_join(struct dxgk_os_thread *thread);
/*
 * NT's priorities: 1 to 15, normal is 8; 16 to 31 go before any of those.
 * Context: sleeping.
 */
void dxgk_os_thread_priority(struct dxgk_os_thread *thread, dxgk_u32 priority);
/* Let others run.  Context: sleeping. */
void dxgk_os_yield(void);

/* Processors, and which one runs this: steady from DISPATCH_LEVEL on. */
dxgk_u32 dxgk_os_cpus(void);
dxgk_u32 dxgk_os_cpu(void);

/* The processors that a thread may run on, as they were at some time. */
struct dxgk_os_affinity;

/* Those of the running thread; NULL: no memory.  Context: sleeping. */
struct dxgk_os_affinity *dxgk_os_affinity_get(void);
/* Confine it to bits of @mask, one of which is there, and move it.  Context: sleeping. */
void dxgk_os_affinity_set(dxgk_u64 mask);
/* The running thread may run there again; frees @affinity.  Context: sleeping. */
void dxgk_os_affinity_put(struct dxgk_os_affinity *affinity);

/*
 * Run @fn(@arg) on every processor at once, with interrupts off: none begins
 * before all are there, and all have ended when this returns.  @here is true in
 * the call on the caller's own.  False, and nothing is run: not where the backend
 * is now, in a deferred call for one.  Context: DISPATCH_LEVEL.
 */
bool dxgk_os_each_cpu(void (*fn)(void *arg, bool here), void *arg);

/* -------------------------------------------------------- calls for later */

/*
 * Run dxgk_nt_deferred() soon, where preemption is possible neither by threads
 * nor by itself; asked while it runs, once more.  Context: any.
 */
void dxgk_os_deferred_kick(void);
/* Implemented by the core; called at DISPATCH_LEVEL, @context is dxgk_os_context(). */
void dxgk_nt_deferred(dxgk_uptr context);

/*
 * Run dxgk_nt_timer() at @deadline of dxgk_os_time_ns(), in the same sort of
 * context; the last call counts.  ~0ull: never.  Context: any.
 */
void dxgk_os_timer_set(dxgk_u64 deadline);
/* Implemented by the core. */
void dxgk_nt_timer(void);

/*
 * Before the first of these calls.  STATUS_SUCCESS, STATUS_INSUFFICIENT_RESOURCES.
 * Context: sleeping.
 */
dxgk_status dxgk_os_deferred_start(void);
/*
 * Neither runs now, and what was asked for is forgotten; the core asks for
 * nothing any more.  Context: sleeping.
 */
void dxgk_os_deferred_stop(void);

/* ----------------------------------------------------------- locks of drivers */

/*
 * A driver's spin lock: 32 bits, zero is free.  What keeps others off the
 * processor is the IRQL.  Context: DISPATCH_LEVEL and above.
 */
void dxgk_os_driver_lock(dxgk_u32 *lock);
bool dxgk_os_driver_trylock(dxgk_u32 *lock);
void dxgk_os_driver_unlock(dxgk_u32 *lock);
bool dxgk_os_driver_locked(dxgk_u32 *lock);
/*
 * Whoever runs here, as far as such a lock goes: who holds one and waits for
 * it under the same number waits for ever.  Not 0.
 */
dxgk_u32 dxgk_os_driver_self(void);
/* In a loop that waits for another processor. */
void dxgk_os_relax(void);

/* ---------------------------------------------------- memory of the miniports */

/*
 * What the NT pool is cut from.  A block is a power of two below a page and
 * aligned to its size, or whole pages and aligned to a page; in both cases it
 * does not straddle a page if it fits into one.  Device memory must be able to
 * reach it: it has physical addresses of its own, page by page.
 *
 * @bytes: a power of two from 32 to half a page, or a multiple of 4096
 * @used: the bytes at its beginning that will be used; a backend that can
 *	makes the rest inaccessible
 * @flags: DXGK_OS_ALLOC_*
 *
 * Context: sleeping; atomic with DXGK_OS_ALLOC_ATOMIC.
 * Return: the block, or NULL.
 */
void *dxgk_os_block_alloc(dxgk_size bytes, dxgk_size used, unsigned int flags);
/* Context: atomic.  @bytes as for dxgk_os_block_alloc(). */
void dxgk_os_block_free(void *block, dxgk_size bytes);

/*
 * Where an address is in physical memory: RAM, device memory, code and stacks
 * alike; addresses of the running program too, as far as they are present.
 * False when nothing is mapped there.  Context: any.
 */
bool dxgk_os_virt_to_phys(const void *va, dxgk_u64 *phys);

/**
 * dxgk_os_contiguous_alloc() - memory of one piece, page-aligned
 * @bytes: a multiple of 4096
 * @lowest: physical address that no byte may be below
 * @highest: physical address that no byte may be above
 * @boundary: a power of two that it may not cross a multiple of; 0: none
 * @cache: what the page tables shall hold; not write-back: sleeping only
 * @flags: DXGK_OS_ALLOC_*
 *
 * Context: sleeping; atomic with DXGK_OS_ALLOC_ATOMIC.
 * Return: its kernel address, or NULL.
 */
void *dxgk_os_contiguous_alloc(dxgk_u64 bytes, dxgk_u64 lowest, dxgk_u64 highest,
			       dxgk_u64 boundary, enum dxgk_cache cache, unsigned int flags);
/* Context: as it was allocated for.  The same @bytes and @cache. */
void dxgk_os_contiguous_free(void *va, dxgk_u64 bytes, enum dxgk_cache cache);

/*
 * Single pages by frame number, anywhere in [lowest, highest] bytes.  Returns
 * how many were to be had.  Context: sleeping; atomic with DXGK_OS_ALLOC_ATOMIC.
 */
dxgk_u64 dxgk_os_pages_alloc(dxgk_u64 count, dxgk_u64 lowest, dxgk_u64 highest,
			     unsigned int flags, dxgk_u64 *frames);
/* Also frames of dxgk_os_contiguous_alloc(), write-back, all of them.  Context: atomic. */
void dxgk_os_pages_free(dxgk_u64 count, const dxgk_u64 *frames);

/**
 * dxgk_os_pages_map() - pages of RAM in a row, in system space
 * @count: pages
 * @frames: which; they stay allocated or pinned
 * @cache: what the page tables shall hold: that of a page's other mappings, or
 *	nobody uses those
 * @flags: DXGK_OS_ALLOC_ATOMIC
 *
 * Context: sleeping; atomic with DXGK_OS_ALLOC_ATOMIC, where it may be that only
 * frames in a row can be mapped.
 * Return: the address, or NULL.
 */
void *dxgk_os_pages_map(dxgk_u64 count, const dxgk_u64 *frames, enum dxgk_cache cache,
			unsigned int flags);
/* Context: atomic; it may take effect a little later. */
void dxgk_os_pages_unmap(void *va, dxgk_u64 count);

/**
 * dxgk_os_pin_user() - keep pages of the running program where they are
 * @va: user address of the first, page-aligned
 * @count: pages
 * @write: they will be written to
 * @frames: theirs
 *
 * Context: sleeping, in the process.
 * Return: STATUS_SUCCESS; STATUS_ACCESS_VIOLATION when the program could not
 * access one of them so; STATUS_INSUFFICIENT_RESOURCES.
 */
dxgk_status dxgk_os_pin_user(dxgk_u64 va, dxgk_u64 count, bool write, dxgk_u64 *frames);
/* Context: atomic, in any process.  @dirty: they were written to. */
void dxgk_os_unpin_user(dxgk_u64 count, const dxgk_u64 *frames, bool dirty);

/* ------------------------------------------------------------ processors and code */

/*
 * Floating point and vector registers for the caller, up to the matching end;
 * begins nest.  In between preemption may be off: nothing waits.  False in an
 * interrupt of code that uses them.  Context: any.
 */
bool dxgk_os_fpu_begin(void);
void dxgk_os_fpu_end(void);
/* Write back and invalidate the caches of all processors.  Context: atomic. */
void dxgk_os_flush_caches(void);
/* The running thread's stack, from its lowest address to behind its highest. */
void dxgk_os_stack(dxgk_uptr *low, dxgk_uptr *high);
/* The address of what the core exports to miniports by that name, or NULL. */
void *dxgk_os_export(const char *name);

/* ------------------------------------------------------------------- stopping */

/*
 * Stop: @text is the last line of the log, with a stack trace behind it.  Ends
 * the machine or, at PASSIVE_LEVEL, at least the thread; does not return.  Not
 * declared so, because objtool takes what follows a call for reachable: put a
 * __builtin_trap() there.  Context: any.
 */
DXGK_CHECKED_NORETURN
void dxgk_os_bugcheck(const char *text);
/* A debugger's turn, where there is one.  Context: any. */
void dxgk_os_breakpoint(void);

/* -------------------------------------------------------------------- time */

/* Nanoseconds of a clock that never goes back and stands still in suspend. */
dxgk_u64 dxgk_os_time_ns(void);
/* For ages: another such clock, which goes in steps of milliseconds and costs little. */
dxgk_u64 dxgk_os_time_coarse_ns(void);
/* Nanoseconds since 1970-01-01 UTC.  Context: any. */
dxgk_u64 dxgk_os_wall_ns(void);
/* Seconds that local time is ahead of UTC. */
dxgk_s32 dxgk_os_wall_offset(void);
/* Spin for at least @ns.  Context: any. */
void dxgk_os_stall_ns(dxgk_u64 ns);

/* ------------------------------------------------------- firmware and reports */

enum dxgk_acpi_type { DXGK_ACPI_INTEGER, DXGK_ACPI_STRING, DXGK_ACPI_BUFFER, DXGK_ACPI_PACKAGE };

/* As many as a control method takes. */
#define DXGK_ACPI_MAX_ARGS 7

/* An argument or a result.  Strings have no terminator. */
struct dxgk_acpi_value {
	enum dxgk_acpi_type type;
	dxgk_u64 integer;
	const void *data;		/* string, buffer; of a result's package, the backend's */
	dxgk_u32 size;			/* bytes at @data */
	dxgk_u32 first, count;		/* package: its elements; of a result only how many */
};

/**
 * dxgk_os_acpi_eval() - evaluate a control method
 * @dev: the device
 * @adapter: of itself; else of the child whose _ADR ends in @address
 * @address: 16 bits
 * @method: four characters
 * @value: @all values: the arguments, and behind them the elements of packages,
 *	neighbours from @first on
 * @count: arguments
 * @all: values
 * @answer: called once with what the method returned, if it returned something;
 *	valid inside that call only
 * @arg: for @answer
 *
 * Context: sleeping.
 * Return: STATUS_SUCCESS; STATUS_NOT_SUPPORTED for a device that is not in the
 * namespace; STATUS_OBJECT_NAME_NOT_FOUND for a method that is not;
 * STATUS_ACPI_*; STATUS_INSUFFICIENT_RESOURCES.
 */
dxgk_status dxgk_os_acpi_eval(struct dxgk_os_device *dev, bool adapter, dxgk_u32 address,
			      const char *method, const struct dxgk_acpi_value *value,
			      dxgk_u32 count, dxgk_u32 all,
			      void (*answer)(void *arg, const struct dxgk_acpi_value *v),
			      void *arg);
/* Element @index of a result's package; inside answer() only. */
void dxgk_os_acpi_element(const struct dxgk_acpi_value *package, dxgk_u32 index,
			  struct dxgk_acpi_value *element);

enum dxgk_firmware { DXGK_FIRMWARE_ACPI, DXGK_FIRMWARE_RAW, DXGK_FIRMWARE_SMBIOS };

/*
 * The tables of one kind: as many ids as there is room for, and how many there
 * are.  Context: sleeping.
 * Return: STATUS_SUCCESS; STATUS_NOT_SUPPORTED on a machine without any.
 */
dxgk_status dxgk_os_firmware_list(enum dxgk_firmware provider, dxgk_u32 *id, dxgk_u32 room,
				  dxgk_u32 *count);
/*
 * One table, if it fits, and its size.  Context: sleeping.
 * Return: STATUS_SUCCESS, also when it does not fit; STATUS_NOT_FOUND;
 * STATUS_NOT_SUPPORTED; STATUS_INSUFFICIENT_RESOURCES.
 */
dxgk_status dxgk_os_firmware_read(enum dxgk_firmware provider, dxgk_u32 id, void *buf,
				  dxgk_u32 room, dxgk_u32 *size);

/* ---------------------------------------------------------- log and tracing */

enum dxgk_log { DXGK_LOG_ERR, DXGK_LOG_WARN, DXGK_LOG_INFO, DXGK_LOG_DEBUG };

/*
 * One line; @dev may be NULL.  No newline is wanted.  Context: any.
 * %pS of a code address and %pK work in both backends.
 */
dxgk_os_printf(3, 4)
void dxgk_os_log(enum dxgk_log level, struct dxgk_os_device *dev, const char *fmt, ...);

struct dxgk_map_event {
	bool unmap;
	dxgk_status status;
	dxgk_u8 space;		/* enum dxgk_map_space */
	dxgk_u8 cache;		/* the MEMORY_CACHING_TYPE asked for */
	dxgk_u64 phys;
	dxgk_u64 len;
	void *va;
	void *caller;
};

/* Tracepoints dxgk:map_memory and dxgk:unmap_memory.  Context: any. */
bool dxgk_os_trace_map_wanted(bool unmap);
void dxgk_os_trace_map(struct dxgk_os_device *dev, const struct dxgk_map_event *ev);

/*
 * Tracepoints dxgk:etw_event and dxgk:diagnostic, what miniports log; @guid is 16
 * bytes as stored on Windows.  Context: any.
 */
void dxgk_os_trace_event(const void *guid, dxgk_u8 type, const void *data, dxgk_u32 size,
			 const void *caller);
void dxgk_os_trace_diagnostic(struct dxgk_os_device *dev, dxgk_u32 category, dxgk_u32 type,
			      const void *data, dxgk_u32 size, const void *caller);

/* What holds, said to static checkers that cannot see why; code is not made of it. */
#ifdef DXGK_CHECKED
#define DXGK_KNOWN(what)	do { if (!(what)) __builtin_unreachable(); } while (0)
#else
#define DXGK_KNOWN(what)	do { } while (0)
#endif

/* Read once, without tearing; and full-ordered atomics, in any context. */
#ifdef __SANITIZE_THREAD__
/* It takes a volatile access for any other. */
#define DXGK_READ_ONCE(x)	__atomic_load_n(&(x), __ATOMIC_RELAXED)
#define DXGK_WRITE_ONCE(x, v)	__atomic_store_n(&(x), v, __ATOMIC_RELAXED)
#else
#define DXGK_READ_ONCE(x)	(*(const volatile __typeof__(x) *)&(x))
#define DXGK_WRITE_ONCE(x, v)	(*(volatile __typeof__(x) *)&(x) = (v))
#endif

#define DXGK_CONTAINER_OF(p, type, member) \
	((type *)((char *)(p) - __builtin_offsetof(type, member)))
#define DXGK_ARRAY_SIZE(a)	(sizeof(a) / sizeof((a)[0]))

#endif /* DXGK_OS_H */
