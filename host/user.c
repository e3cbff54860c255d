// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * user.c - simulated processes, and mapping device memory into them.
 *
 * User addresses are numbers that only host_user_read() and host_user_write()
 * understand, so two processes may have the same one.
 *
 * Lock order: process->mmap_lock, dev gate (the accesses'), both below
 * whatever the core holds; dxgk_map_user_gone() runs under mmap_lock, as it
 * may in the kernel.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "device.h"
#include "ram.h"

/* Only a core that maps is told: a program without map.c links too. */
void dxgk_map_user_gone(void *owner) __attribute__((weak));

struct dxgk_os_umap {
	atomic_int refs;		/* the core's, and the process's */
	struct host_process *process;	/* cleared when gone; under its mmap_lock */
	struct dxgk_os_device *dev;
	struct host_umap dev_side;
	dxgk_u64 process_key;
	dxgk_u64 phys;			/* first page */
	void *owner;
};

/* What is at an address range of a process. */
struct vma {
	struct vma *next;
	dxgk_u64 start, len;
	struct dxgk_os_umap *umap;	/* NULL: the program's memory */
	bool readonly;
	dxgk_u64 *frames;		/* of the program's memory */
	bool sealed;			/* stays for the life of the process */
};

struct host_process {
	struct host_process *next;
	dxgk_u64 key;
	pthread_mutex_t mmap_lock;
	struct vma *vmas;		/* under mmap_lock */
	dxgk_u64 next_va;		/* under mmap_lock */
	atomic_bool exiting;
	atomic_ulong mappings;
};

static pthread_mutex_t table_lock = PTHREAD_MUTEX_INITIALIZER;
static struct host_process *table;	/* under table_lock */
static dxgk_u64 next_key = 1000;	/* under table_lock */
static atomic_ulong umap_count;

unsigned long host_user_mappings(void)
{
	return atomic_load(&umap_count);
}

/* ----------------------------------------------------------------- processes */

struct host_process *host_process_create(void)
{
	struct host_process *p = calloc(1, sizeof(*p));

	if (!p)
		host_bug("host_process_create");
	pthread_mutex_init(&p->mmap_lock, NULL);
	p->next_va = HOST_USER_FIRST;
	pthread_mutex_lock(&table_lock);
	p->key = next_key++;
	p->next = table;
	table = p;
	pthread_mutex_unlock(&table_lock);
	return p;
}

void host_process_enter(struct host_process *p)
{
	host_self.process = p;
}

struct host_process *host_process_current(void)
{
	return host_self.process;
}

dxgk_u64 host_process_key(struct host_process *p)
{
	return p->key;
}

void host_process_set_exiting(struct host_process *p, bool exiting)
{
	atomic_store(&p->exiting, exiting);
}

void host_process_next_va(struct host_process *p, dxgk_u64 va)
{
	pthread_mutex_lock(&p->mmap_lock);
	p->next_va = va & ~HOST_PAGE_MASK;
	pthread_mutex_unlock(&p->mmap_lock);
}

unsigned long host_process_mappings(struct host_process *p)
{
	return atomic_load(&p->mappings);
}

static struct vma *vma_at(struct host_process *p, dxgk_u64 va)
{
	struct vma *v;

	for (v = p->vmas; v; v = v->next)
		if (va >= v->start && va - v->start < v->len)
			return v;
	return NULL;
}

static bool vma_free(struct host_process *p, dxgk_u64 start, dxgk_u64 len)
{
	struct vma *v;

	for (v = p->vmas; v; v = v->next)
		if (start < v->start + v->len && v->start < start + len)
			return false;
	return true;
}

/* Under mmap_lock. */
static void vma_remove(struct host_process *p, struct vma *v)
{
	struct dxgk_os_umap *u = v->umap;
	struct vma **at;

	for (at = &p->vmas; *at != v; at = &(*at)->next)
		;
	*at = v->next;
	if (v->frames) {
		dxgk_u64 i;

		/* What a driver pinned stays until it lets go. */
		for (i = 0; i < v->len / HOST_PAGE; i++)
			host_ram_put(v->frames[i]);
		free(v->frames);
	}
	free(v);
	if (!u)
		return;
	u->process = NULL;
	atomic_fetch_sub(&p->mappings, 1);
	atomic_fetch_sub(&umap_count, 1);
	host_device_umap_del(u->dev, &u->dev_side);
	if (dxgk_map_user_gone)
		dxgk_map_user_gone(u->owner);
	dxgk_os_umap_put(u);
}

void host_process_exit(struct host_process *p)
{
	struct host_process **at;

	if (host_self.process == p)
		host_self.process = NULL;
	host_process_set_exiting(p, true);
	pthread_mutex_lock(&table_lock);
	for (at = &table; *at != p; at = &(*at)->next)
		if (!*at)
			host_bug("host_process_exit: no such process");
	*at = p->next;
	pthread_mutex_lock(&p->mmap_lock);
	pthread_mutex_unlock(&table_lock);
	while (p->vmas)
		vma_remove(p, p->vmas);
	pthread_mutex_unlock(&p->mmap_lock);
	pthread_mutex_destroy(&p->mmap_lock);
	free(p);
}

bool host_process_munmap(struct host_process *p, dxgk_u64 va)
{
	struct vma *v;

	pthread_mutex_lock(&p->mmap_lock);
	v = vma_at(p, va);
	if (v)
		vma_remove(p, v);
	pthread_mutex_unlock(&p->mmap_lock);
	return v;
}

static bool process_mmap(struct host_process *p, dxgk_u64 va, dxgk_u64 len, bool readonly)
{
	struct vma *v = calloc(1, sizeof(*v));
	dxgk_u64 i;

	if (!v)
		host_bug("host_process_mmap");
	if (va + len > HOST_USER_END)
		host_bug("host_process_mmap: %llx is not a user address", va);
	v->start = va & ~HOST_PAGE_MASK;
	v->len = (len + HOST_PAGE_MASK) & ~HOST_PAGE_MASK;
	v->readonly = readonly;
	pthread_mutex_lock(&p->mmap_lock);
	if (!vma_free(p, v->start, v->len)) {
		pthread_mutex_unlock(&p->mmap_lock);
		free(v);
		return false;
	}
	v->frames = calloc(v->len / HOST_PAGE, sizeof(*v->frames));
	if (!v->frames)
		host_bug("host_process_mmap");
	/* Not next to each other: every other frame is skipped. */
	for (i = 0; i < v->len / HOST_PAGE; i++) {
		v->frames[i] = host_ram_get(1, 0, ~0ull, 0);
		if (v->frames[i] == ~0ull)
			host_bug("host_process_mmap: no RAM left");
		memset(host_ram(v->frames[i]), 0, HOST_PAGE);
	}
	v->next = p->vmas;
	p->vmas = v;
	pthread_mutex_unlock(&p->mmap_lock);
	return true;
}

bool host_process_mmap(struct host_process *p, dxgk_u64 va, dxgk_u64 len)
{
	return process_mmap(p, va, len, false);
}

bool host_process_mmap_readonly(struct host_process *p, dxgk_u64 va, dxgk_u64 len)
{
	return process_mmap(p, va, len, true);
}

void host_process_seal(struct host_process *p, dxgk_u64 va)
{
	struct vma *v;

	pthread_mutex_lock(&p->mmap_lock);
	v = vma_at(p, va);
	if (v)
		v->sealed = true;
	pthread_mutex_unlock(&p->mmap_lock);
}

int host_process_at(struct host_process *p, dxgk_u64 va)
{
	struct vma *v;
	int what;

	pthread_mutex_lock(&p->mmap_lock);
	v = vma_at(p, va);
	what = !v ? 0 : v->umap ? 2 : 1;
	pthread_mutex_unlock(&p->mmap_lock);
	return what;
}

enum dxgk_cache host_cache_of_user(struct host_process *p, dxgk_u64 va)
{
	enum dxgk_cache cache = DXGK_CACHE_COUNT;
	struct vma *v;

	pthread_mutex_lock(&p->mmap_lock);
	v = vma_at(p, va);
	if (v && v->umap)
		cache = v->umap->dev_side.type.cache;
	pthread_mutex_unlock(&p->mmap_lock);
	return cache;
}

/*
 * One access, inside one page.  The mapping is found again after a wait: it
 * may have gone meanwhile.
 */
static enum host_fault access_page(struct host_process *p, dxgk_u64 va, void *in, const void *out,
				   dxgk_u64 len)
{
	for (;;) {
		struct dxgk_os_device *dev;
		enum host_fault fault = HOST_OK;
		struct dxgk_os_umap *u;
		struct vma *v;
		void *mem;

		pthread_mutex_lock(&p->mmap_lock);
		v = vma_at(p, va);
		if (!v || (out && v->readonly)) {
			pthread_mutex_unlock(&p->mmap_lock);
			return HOST_SEGV;
		}
		if (!v->umap) {
			mem = (char *)host_ram(v->frames[(va - v->start) / HOST_PAGE]) +
			      (va & HOST_PAGE_MASK);
			if (in)
				memcpy(in, mem, len);
			else if (out)
				memcpy(mem, out, len);
			pthread_mutex_unlock(&p->mmap_lock);
			return HOST_OK;
		}
		u = v->umap;
		dev = u->dev;
		if (!host_device_access_begin(dev, &u->dev_side.revoked, &fault)) {
			host_device_hold(dev);
			pthread_mutex_unlock(&p->mmap_lock);
			if (fault == HOST_OK)
				host_device_access_wait(dev);
			host_device_drop(dev);
			if (fault != HOST_OK)
				return fault;
			continue;
		}
		mem = host_phys(u->phys + (va - v->start));
		if (!mem)
			host_bug("a program touches physical memory that is not there");
		if (in)
			memcpy(in, mem, len);
		else if (out)
			memcpy(mem, out, len);
		host_device_access_end(dev);
		pthread_mutex_unlock(&p->mmap_lock);
		return HOST_OK;
	}
}

static enum host_fault access_user(struct host_process *p, dxgk_u64 va, char *in, const char *out,
				   dxgk_u64 len)
{
	while (len) {
		dxgk_u64 n = HOST_PAGE - (va & HOST_PAGE_MASK);
		enum host_fault fault;

		if (n > len)
			n = len;
		fault = access_page(p, va, in, out, n);
		if (fault != HOST_OK)
			return fault;
		if (in)
			in += n;
		else
			out += n;
		va += n;
		len -= n;
	}
	return HOST_OK;
}

enum host_fault host_user_read(struct host_process *p, dxgk_u64 va, void *buf, dxgk_u64 len)
{
	return access_user(p, va, buf, NULL, len);
}

enum host_fault host_user_write(struct host_process *p, dxgk_u64 va, const void *buf, dxgk_u64 len)
{
	return access_user(p, va, NULL, buf, len);
}

/* ------------------------------------------------------- services of the core */

dxgk_u64 dxgk_os_process(void)
{
	if (host_self.interrupt || !host_self.process)
		return 0;
	return host_self.process->key;
}

dxgk_u32 dxgk_os_process_id(void)
{
	return (dxgk_u32)dxgk_os_process();
}

bool dxgk_os_process_exiting(void)
{
	return host_self.process && atomic_load(&host_self.process->exiting);
}

dxgk_status dxgk_os_map_user(struct dxgk_os_device *dev, dxgk_u64 phys, dxgk_u64 len,
			     enum dxgk_cache cache, void *owner, void **va,
			     struct dxgk_os_umap **umap)
{
	struct host_process *p = host_self.process;
	enum dxgk_cache machine;
	struct dxgk_os_umap *u;
	struct vma *v;

	host_might_sleep("map_user");
	if (!p || host_self.interrupt)
		host_bug("map_user: no process");
	if (!len || phys + (len - 1) < phys || cache >= DXGK_CACHE_COUNT)
		host_bug("map_user(%llx, %llx, %d)", phys, len, cache);
	if (atomic_load(&p->exiting))
		return HOST_PROCESS_IS_TERMINATING;
	if (host_phys_is_ram(phys, len))
		return HOST_INVALID_PARAMETER;
	if (host_should_fail())
		return HOST_INSUFFICIENT_RESOURCES;
	u = calloc(1, sizeof(*u));
	v = calloc(1, sizeof(*v));
	if (!u || !v) {
		free(u);
		free(v);
		return HOST_INSUFFICIENT_RESOURCES;
	}
	machine = host_phys_machine_cache(phys, cache);
	if (host_memtype_claim(&u->dev_side.type, phys, len, machine) != machine) {
		host_memtype_drop(&u->dev_side.type);
		free(u);
		free(v);
		return HOST_CONFLICTING_ADDRESSES;
	}
	u->refs = 2;
	u->dev = dev;
	u->process = p;
	u->process_key = p->key;
	u->phys = phys & ~HOST_PAGE_MASK;
	u->owner = owner;
	v->umap = u;
	v->len = ((phys & HOST_PAGE_MASK) + len + HOST_PAGE_MASK) & ~HOST_PAGE_MASK;

	pthread_mutex_lock(&p->mmap_lock);
	if (!host_device_umap_add(dev, &u->dev_side)) {
		pthread_mutex_unlock(&p->mmap_lock);
		host_memtype_drop(&u->dev_side.type);
		free(u);
		free(v);
		return HOST_DEVICE_REMOVED;
	}
	while (!vma_free(p, p->next_va, v->len))
		p->next_va += HOST_PAGE;
	v->start = p->next_va;
	p->next_va += v->len;
	v->next = p->vmas;
	p->vmas = v;
	atomic_fetch_add(&p->mappings, 1);
	atomic_fetch_add(&umap_count, 1);
	pthread_mutex_unlock(&p->mmap_lock);

	*va = (void *)(dxgk_uptr)(v->start + (phys & HOST_PAGE_MASK));
	*umap = u;
	return HOST_SUCCESS;
}

/* ---------------------------------------------------- pages of the program's memory */

bool host_user_phys(dxgk_u64 va, dxgk_u64 *phys)
{
	struct host_process *p = host_self.process;
	struct vma *v;

	if (!p || host_self.interrupt)
		return false;
	pthread_mutex_lock(&p->mmap_lock);
	v = vma_at(p, va);
	if (v && v->frames)
		*phys = v->frames[(va - v->start) / HOST_PAGE] * HOST_PAGE + (va & HOST_PAGE_MASK);
	pthread_mutex_unlock(&p->mmap_lock);
	return v && v->frames;
}

dxgk_status dxgk_os_pin_user(dxgk_u64 va, dxgk_u64 count, bool write, dxgk_u64 *frames)
{
	struct host_process *p = host_self.process;
	dxgk_u64 i;

	host_might_sleep("pin_user");
	if (host_should_fail())
		return HOST_INSUFFICIENT_RESOURCES;
	if (!p || host_self.interrupt)
		return HOST_ACCESS_VIOLATION;
	pthread_mutex_lock(&p->mmap_lock);
	for (i = 0; i < count; i++) {
		struct vma *v = vma_at(p, va + i * HOST_PAGE);

		/* Device memory has no pages to keep. */
		if (!v || !v->frames || (write && v->readonly))
			break;
		frames[i] = v->frames[(va + i * HOST_PAGE - v->start) / HOST_PAGE];
		host_ram_pin(frames[i]);
	}
	pthread_mutex_unlock(&p->mmap_lock);
	if (i == count)
		return HOST_SUCCESS;
	while (i--)
		host_ram_put(frames[i]);
	return HOST_ACCESS_VIOLATION;
}

void dxgk_os_unpin_user(dxgk_u64 count, const dxgk_u64 *frames, bool dirty)
{
	while (count--)
		host_ram_put(frames[count]);
}

void dxgk_os_unmap_user(struct dxgk_os_umap *u)
{
	struct host_process *p = host_self.process;
	struct vma *v;

	host_might_sleep("unmap_user");
	if (!p || p->key != u->process_key)
		host_bug("unmap_user: not the process that made the mapping");
	pthread_mutex_lock(&p->mmap_lock);
	for (v = p->vmas; v && v->umap != u; v = v->next)
		;
	if (v && v->sealed)
		host_device_umap_revoke(u->dev, &u->dev_side);
	else if (v)
		vma_remove(p, v);
	pthread_mutex_unlock(&p->mmap_lock);
}

void dxgk_os_umap_put(struct dxgk_os_umap *u)
{
	if (atomic_fetch_sub(&u->refs, 1) == 1)
		free(u);
}
