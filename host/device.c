// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * device.c - a device: config space, ROM, interrupts, and the
 * gate that user accesses to its memory go through.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "device.h"
#include "ram.h"

#define MAX_MESSAGES 32
#define MAX_UMAPS_STEP 64

struct dxgk_os_device {
	char name[32];
	struct dxgk_adapter *adapter;
	bool (*isr)(void *arg, dxgk_u32 message);
	void *arg;
	dxgk_u8 config[4096];
	const void *rom;
	dxgk_u32 rom_len;
	atomic_bool present;
	atomic_ulong hotplugs, vsyncs, dumps, pointers;
	void *dump;			/* the last one, under dump_lock */
	dxgk_u32 dump_size;
	pthread_mutex_t dump_lock;
	bool translated;
	atomic_ulong dma;		/* what it may reach: maps and common memory */
	atomic_int holds;

	/* Accesses of programs hold it for reading. */
	pthread_rwlock_t gate;
	bool revoked;			/* under gate */
	bool suspended;			/* under gate */
	struct host_umap **umaps;		/* under umap_lock */
	size_t umap_count, umap_room;	/* under umap_lock */
	pthread_mutex_t umap_lock;
	pthread_mutex_t wake_lock;
	pthread_cond_t wake;
	unsigned long wake_seq;		/* under wake_lock */

	/* A message's handler holds its lock; irq_synchronize too. */
	pthread_mutex_t message_lock[MAX_MESSAGES];
	pthread_rwlock_t irq_gate;
	dxgk_u32 messages;
	bool connected;			/* under irq_gate */

};

struct dxgk_os_device *host_device_create(const char *name)
{
	struct dxgk_os_device *dev = calloc(1, sizeof(*dev));
	int i;

	if (!dev)
		host_bug("host_device_create");
	strncpy(dev->name, name, sizeof(dev->name) - 1);
	dev->present = true;
	dev->messages = 1;
	pthread_rwlock_init(&dev->gate, NULL);
	pthread_mutex_init(&dev->dump_lock, NULL);
	pthread_mutex_init(&dev->umap_lock, NULL);
	pthread_mutex_init(&dev->wake_lock, NULL);
	pthread_cond_init(&dev->wake, NULL);
	pthread_rwlock_init(&dev->irq_gate, NULL);
	for (i = 0; i < MAX_MESSAGES; i++)
		pthread_mutex_init(&dev->message_lock[i], NULL);
	return dev;
}

void host_device_destroy(struct dxgk_os_device *dev)
{
	int i;

	if (dev->umap_count)
		host_bug("%s: %zu user mappings left", dev->name, dev->umap_count);
	if (dev->connected)
		host_bug("%s: interrupt left connected", dev->name);
	if (atomic_load(&dev->holds))
		host_bug("%s: a program still waits for it", dev->name);
	pthread_rwlock_destroy(&dev->gate);
	pthread_mutex_destroy(&dev->umap_lock);
	pthread_mutex_destroy(&dev->wake_lock);
	pthread_cond_destroy(&dev->wake);
	pthread_rwlock_destroy(&dev->irq_gate);
	for (i = 0; i < MAX_MESSAGES; i++)
		pthread_mutex_destroy(&dev->message_lock[i]);
	pthread_mutex_destroy(&dev->dump_lock);
	free(dev->dump);
	free(dev->umaps);
	free(dev);
}

void host_device_handler(struct dxgk_os_device *dev, bool (*isr)(void *arg, dxgk_u32 message),
			 void *arg)
{
	dev->isr = isr;
	dev->arg = arg;
}

dxgk_u8 *host_device_config(struct dxgk_os_device *dev)
{
	return dev->config;
}

void host_device_rom(struct dxgk_os_device *dev, const void *rom, dxgk_u32 len)
{
	dev->rom = rom;
	dev->rom_len = len;
}

void host_device_set_present(struct dxgk_os_device *dev, bool present)
{
	atomic_store(&dev->present, present);
}

void host_device_set_messages(struct dxgk_os_device *dev, dxgk_u32 count)
{
	if (count > MAX_MESSAGES)
		host_bug("host_device_set_messages(%u)", count);
	dev->messages = count;
}

/* ------------------------------------------------------------- user accesses */

bool host_device_umap_add(struct dxgk_os_device *dev, struct host_umap *u)
{
	struct host_umap **more;
	bool ok;

	pthread_rwlock_rdlock(&dev->gate);
	ok = !dev->revoked;
	if (ok) {
		pthread_mutex_lock(&dev->umap_lock);
		if (dev->umap_count == dev->umap_room) {
			dev->umap_room += MAX_UMAPS_STEP;
			more = realloc(dev->umaps, dev->umap_room * sizeof(*more));
			if (!more)
				host_bug("host_device_umap_add");
			dev->umaps = more;
		}
		dev->umaps[dev->umap_count++] = u;
		pthread_mutex_unlock(&dev->umap_lock);
	}
	pthread_rwlock_unlock(&dev->gate);
	return ok;
}

void host_device_umap_del(struct dxgk_os_device *dev, struct host_umap *u)
{
	size_t i;

	pthread_mutex_lock(&dev->umap_lock);
	for (i = 0; i < dev->umap_count; i++)
		if (dev->umaps[i] == u)
			break;
	if (i == dev->umap_count)
		host_bug("host_device_umap_del");
	dev->umaps[i] = dev->umaps[--dev->umap_count];
	if (!atomic_load(&u->revoked))
		host_memtype_drop(&u->type);
	pthread_mutex_unlock(&dev->umap_lock);
}

bool host_device_access_begin(struct dxgk_os_device *dev, atomic_bool *revoked,
			      enum host_fault *fault)
{
	pthread_rwlock_rdlock(&dev->gate);
	if (!atomic_load(revoked) && !dev->suspended)
		return true;
	if (atomic_load(revoked))
		*fault = HOST_SIGBUS;
	pthread_rwlock_unlock(&dev->gate);
	return false;
}

void host_device_access_end(struct dxgk_os_device *dev)
{
	pthread_rwlock_unlock(&dev->gate);
}

void host_device_hold(struct dxgk_os_device *dev)
{
	atomic_fetch_add(&dev->holds, 1);
}

void host_device_drop(struct dxgk_os_device *dev)
{
	atomic_fetch_sub(&dev->holds, 1);
}

static bool access_blocked(struct dxgk_os_device *dev)
{
	bool blocked;

	pthread_rwlock_rdlock(&dev->gate);
	blocked = dev->suspended && !dev->revoked;
	pthread_rwlock_unlock(&dev->gate);
	return blocked;
}

void host_device_access_wait(struct dxgk_os_device *dev)
{
	pthread_mutex_lock(&dev->wake_lock);
	while (access_blocked(dev)) {
		unsigned long seq = dev->wake_seq;

		while (seq == dev->wake_seq)
			pthread_cond_wait(&dev->wake, &dev->wake_lock);
	}
	pthread_mutex_unlock(&dev->wake_lock);
}

static void access_wake(struct dxgk_os_device *dev)
{
	pthread_mutex_lock(&dev->wake_lock);
	dev->wake_seq++;
	pthread_cond_broadcast(&dev->wake);
	pthread_mutex_unlock(&dev->wake_lock);
}

/* Under gate for writing, and umap_lock. */
static void umap_revoke(struct host_umap *u)
{
	if (!atomic_exchange(&u->revoked, true))
		host_memtype_drop(&u->type);
}

void host_device_umap_revoke(struct dxgk_os_device *dev, struct host_umap *u)
{
	pthread_rwlock_wrlock(&dev->gate);
	pthread_mutex_lock(&dev->umap_lock);
	umap_revoke(u);
	pthread_mutex_unlock(&dev->umap_lock);
	pthread_rwlock_unlock(&dev->gate);
}

void dxgk_os_revoke_user(struct dxgk_os_device *dev, bool more)
{
	size_t i;

	host_might_sleep("revoke_user");
	pthread_rwlock_wrlock(&dev->gate);
	dev->revoked |= !more;
	pthread_mutex_lock(&dev->umap_lock);
	for (i = 0; i < dev->umap_count; i++)
		umap_revoke(dev->umaps[i]);
	pthread_mutex_unlock(&dev->umap_lock);
	pthread_rwlock_unlock(&dev->gate);
	access_wake(dev);
}

void dxgk_os_allow_user(struct dxgk_os_device *dev)
{
	pthread_rwlock_wrlock(&dev->gate);
	dev->revoked = false;
	pthread_rwlock_unlock(&dev->gate);
}

void dxgk_os_suspend_user(struct dxgk_os_device *dev)
{
	host_might_sleep("suspend_user");
	pthread_rwlock_wrlock(&dev->gate);
	dev->suspended = true;
	pthread_rwlock_unlock(&dev->gate);
}

void dxgk_os_resume_user(struct dxgk_os_device *dev)
{
	pthread_rwlock_wrlock(&dev->gate);
	dev->suspended = false;
	pthread_rwlock_unlock(&dev->gate);
	access_wake(dev);
}

/* ---------------------------------------------------------------- config, ROM */

dxgk_status dxgk_os_dev_read(struct dxgk_os_device *dev, enum dxgk_space space,
			     void *buf, dxgk_u32 offset, dxgk_u32 len, dxgk_u32 *done)
{
	const dxgk_u8 *from = dev->config;
	dxgk_u32 size = sizeof(dev->config);

	*done = 0;
	if (space == DXGK_SPACE_BRIDGE || space == DXGK_SPACE_MCH)
		return HOST_NOT_SUPPORTED;
	if (space == DXGK_SPACE_ROM) {
		host_might_sleep("dev_read(ROM)");
		if (!dev->rom)
			return HOST_NOT_SUPPORTED;
		from = dev->rom;
		size = dev->rom_len;
	}
	if (!atomic_load(&dev->present))
		return HOST_DEVICE_REMOVED;
	if (offset >= size)
		return HOST_SUCCESS;
	if (len > size - offset)
		len = size - offset;
	memcpy(buf, from + offset, len);
	*done = len;
	return HOST_SUCCESS;
}

dxgk_status dxgk_os_dev_write(struct dxgk_os_device *dev, enum dxgk_space space,
			      const void *buf, dxgk_u32 offset, dxgk_u32 len, dxgk_u32 *done)
{
	*done = 0;
	if (space != DXGK_SPACE_CONFIG)
		return HOST_NOT_SUPPORTED;
	if (!atomic_load(&dev->present))
		return HOST_DEVICE_REMOVED;
	if (offset >= sizeof(dev->config))
		return HOST_SUCCESS;
	if (len > sizeof(dev->config) - offset)
		len = (dxgk_u32)sizeof(dev->config) - offset;
	memcpy(dev->config + offset, buf, len);
	*done = len;
	return HOST_SUCCESS;
}

bool dxgk_os_dma_physical(struct dxgk_os_device *dev)
{
	return !dev->translated;
}

void host_device_set_translated(struct dxgk_os_device *dev, bool translated)
{
	dev->translated = translated;
}

/* Addresses of a translated device are its memory's, elsewhere. */
#define DMA_ELSEWHERE 0x4000000000ull

bool dxgk_os_dma_bits(struct dxgk_os_device *dev, dxgk_u32 bits)
{
	(void)dev;
	(void)bits;
	host_might_sleep("dma_bits");
	return !host_should_fail();
}

void *dxgk_os_dma_alloc(struct dxgk_os_device *dev, dxgk_u64 bytes, dxgk_u64 *bus)
{
	void *va = dxgk_os_contiguous_alloc(bytes, 0, ~0ull, 0, DXGK_CACHE_WB, DXGK_OS_ALLOC_ZERO);

	if (!va || !host_ram_phys(va, bus))
		return NULL;
	*bus += DMA_ELSEWHERE;
	atomic_fetch_add(&dev->dma, 1);
	return va;
}

void dxgk_os_dma_free(struct dxgk_os_device *dev, dxgk_u64 bytes, void *va, dxgk_u64 bus)
{
	dxgk_u64 phys;

	if (!host_ram_phys(va, &phys) || bus != phys + DMA_ELSEWHERE)
		host_bug("dma_free(%p, %llx)", va, bus);
	atomic_fetch_sub(&dev->dma, 1);
	dxgk_os_contiguous_free(va, bytes, DXGK_CACHE_WB);
}

bool dxgk_os_dma_map(struct dxgk_os_device *dev, dxgk_u64 phys, dxgk_u32 bytes, bool to_device,
		     dxgk_u64 *bus)
{
	(void)bytes;
	(void)to_device;
	if (host_should_fail())
		return false;
	*bus = dev->translated ? phys + DMA_ELSEWHERE : phys;
	atomic_fetch_add(&dev->dma, 1);
	return true;
}

void dxgk_os_dma_unmap(struct dxgk_os_device *dev, dxgk_u64 bus, dxgk_u32 bytes, bool to_device)
{
	(void)bytes;
	(void)to_device;
	if (dev->translated && bus < DMA_ELSEWHERE)
		host_bug("dma_unmap(%llx)", bus);
	if (!atomic_fetch_sub(&dev->dma, 1))
		host_bug("dma_unmap of nothing");
}

unsigned long host_device_dma(struct dxgk_os_device *dev)
{
	return atomic_load(&dev->dma);
}

/* One device is all there is on its bus. */
bool dxgk_os_pci_present(struct dxgk_os_device *dev, const struct dxgk_pci_match *match)
{
	(void)dev;
	(void)match;
	host_might_sleep("pci_present");
	return false;
}

bool dxgk_os_dev_present(struct dxgk_os_device *dev)
{
	return atomic_load(&dev->present);
}

/* ----------------------------------------------------------------- interrupts */

dxgk_status dxgk_os_irq_connect(struct dxgk_os_device *dev)
{
	host_might_sleep("irq_connect");
	if (host_should_fail())
		return HOST_INSUFFICIENT_RESOURCES;
	pthread_rwlock_wrlock(&dev->irq_gate);
	if (dev->connected)
		host_bug("%s: interrupt connected twice", dev->name);
	dev->connected = dev->messages;
	pthread_rwlock_unlock(&dev->irq_gate);
	return HOST_SUCCESS;
}

void dxgk_os_irq_disconnect(struct dxgk_os_device *dev)
{
	host_might_sleep("irq_disconnect");
	pthread_rwlock_wrlock(&dev->irq_gate);
	dev->connected = false;
	pthread_rwlock_unlock(&dev->irq_gate);
}

bool dxgk_os_irq_synchronize(struct dxgk_os_device *dev, dxgk_u32 message,
			     bool (*fn)(void *arg), void *arg)
{
	bool ret;

	if (message >= MAX_MESSAGES)
		host_bug("irq_synchronize: message %u", message);
	pthread_mutex_lock(&dev->message_lock[message]);
	ret = fn(arg);
	pthread_mutex_unlock(&dev->message_lock[message]);
	return ret;
}

bool host_device_interrupt(struct dxgk_os_device *dev, dxgk_u32 message)
{
	struct host_thread saved = host_self;
	bool ret = false;

	if (message >= MAX_MESSAGES)
		host_bug("host_device_interrupt: message %u", message);
	pthread_rwlock_rdlock(&dev->irq_gate);
	if (dev->connected && message < dev->messages && dev->isr) {
		pthread_mutex_lock(&dev->message_lock[message]);
		host_self.irql = HOST_DIRQL;
		host_self.interrupt++;
		host_self.nested++;
		ret = dev->isr(dev->arg, message);
		if (host_self.irql != HOST_DIRQL || host_self.spins != saved.spins)
			host_bug("%s: the handler left IRQL %u, %u spin locks", dev->name,
				 host_self.irql, host_self.spins);
		host_self.irql = saved.irql;
		host_self.interrupt--;
		host_self.nested--;
		pthread_mutex_unlock(&dev->message_lock[message]);
	}
	pthread_rwlock_unlock(&dev->irq_gate);
	return ret;
}

/* -------------------------------------------------------------------- display */

void dxgk_os_hotplug(struct dxgk_os_device *dev, dxgk_u32 target)
{
	(void)target;
	atomic_fetch_add(&dev->hotplugs, 1);
}

void dxgk_os_vsync(struct dxgk_os_device *dev, dxgk_u32 target)
{
	(void)target;
	atomic_fetch_add(&dev->vsyncs, 1);
}

void dxgk_os_pointer_changed(struct dxgk_os_device *dev)
{
	atomic_fetch_add(&dev->pointers, 1);
}

unsigned long host_device_pointers(struct dxgk_os_device *dev)
{
	return atomic_load(&dev->pointers);
}

void dxgk_os_dump(struct dxgk_os_device *dev, const void *data, dxgk_u32 size)
{
	pthread_mutex_lock(&dev->dump_lock);
	free(dev->dump);
	dev->dump = malloc(size + 1);
	if (!dev->dump)
		host_bug("dxgk_os_dump");
	memcpy(dev->dump, data, size);
	((char *)dev->dump)[size] = 0;
	dev->dump_size = size;
	pthread_mutex_unlock(&dev->dump_lock);
	atomic_fetch_add(&dev->dumps, 1);
}

unsigned long host_device_dumps(struct dxgk_os_device *dev, const void **data, dxgk_u32 *size)
{
	*data = dev->dump;
	*size = dev->dump_size;
	return atomic_load(&dev->dumps);
}

unsigned long host_device_hotplugs(struct dxgk_os_device *dev)
{
	return atomic_load(&dev->hotplugs);
}

unsigned long host_device_vsyncs(struct dxgk_os_device *dev)
{
	return atomic_load(&dev->vsyncs);
}
