// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_pool.c - the pool: ExAllocatePool and its family.
 *
 * A block that fits into a page with its header is a power of two, aligned to
 * itself, so that it does not straddle a page; the header stands in front of
 * what the driver gets.  A larger one is whole pages, page-aligned, and its
 * record is kept apart.  Both are what Windows does, and drivers rely on it
 * when they hand physical addresses to a device.
 *
 * A block that is given back may wait on a shelf for the next of its kind.  It
 * stays on the books meanwhile, where only what says it is live is somebody's.
 */
#include <bugcodes.h>

#include "nt_ke.h"
#include "nt_mm.h"
#include "seh.h"

#define DXGK_POOL_MAGIC	 0x6c6f6f50u /* "Pool" */
#define DXGK_POOL_DEAD	 0x64616544u /* "Dead" */
#define DXGK_POOL_SHARDS 8
#define DXGK_POOL_TAGS	 64

/* Kinds of blocks: 64 bytes, 128, ... a page with the header in it; a page without. */
#define DXGK_POOL_PAGE	 7

/*
 * 32 bytes, so that what follows is 16-byte aligned.  The word is the last thing
 * to be written when a block becomes somebody's, and the first when it ends:
 * magic, owner and shard at once, so that who looks through the books takes a
 * block that is still what it saw.
 */
struct dxgk_pool_header {
	dxgk_u64 word; /* atomic */
	ULONG tag;
	dxgk_u32 size; /* as asked for; atomic */
	LIST_ENTRY link; /* under the shard's lock */
};

#define DXGK_POOL_WORD(magic, owner, shard) \
	((dxgk_u64)(magic) | (dxgk_u64)(owner) << 32 | (dxgk_u64)(shard) << 48)
#define DXGK_POOL_WORD_MAGIC(word) ((dxgk_u32)(word))
#define DXGK_POOL_WORD_OWNER(word) ((dxgk_u16)((word) >> 32))
#define DXGK_POOL_WORD_SHARD(word) ((dxgk_u16)((word) >> 48))

struct dxgk_pool_large {
	struct dxgk_os_tree_node node; /* k1: the address */
	SIZE_T size, bytes;
	ULONG tag;
	dxgk_u64 word; /* atomic; as a header's */
};

_Static_assert(sizeof(struct dxgk_pool_header) == 32, "pool header");

static struct {
	struct dxgk_os_spinlock lock;
	LIST_ENTRY blocks; /* under lock */
} dxgk_pool_shard[DXGK_POOL_SHARDS];
static dxgk_u32 dxgk_pool_next_shard;

static struct dxgk_os_shelves *dxgk_pool_shelves;
static struct dxgk_os_spinlock dxgk_pool_large_lock;
static struct dxgk_os_tree dxgk_pool_large; /* under its lock */

dxgk_status dxgk_pool_init(void)
{
	/* A page of each kind, and not too many. */
	static const dxgk_u8 depth[DXGK_OS_SHELF_KINDS] = { 8, 8, 8, 8, 4, 2, 1, 1 };
	unsigned int i;

	dxgk_pool_shelves = dxgk_os_shelves_create(depth);
	if (!dxgk_pool_shelves)
		return STATUS_INSUFFICIENT_RESOURCES;
	for (i = 0; i < DXGK_POOL_SHARDS; i++) {
		dxgk_os_spin_init(&dxgk_pool_shard[i].lock);
		InitializeListHead(&dxgk_pool_shard[i].blocks);
	}
	dxgk_os_spin_init(&dxgk_pool_large_lock);
	dxgk_os_tree_init(&dxgk_pool_large);
	return STATUS_SUCCESS;
}

/* What kind of block holds a small one; DXGK_POOL_PAGE: it takes pages. */
static unsigned int dxgk_pool_kind(SIZE_T size)
{
	if (size > PAGE_SIZE - sizeof(struct dxgk_pool_header))
		return DXGK_POOL_PAGE;
	/* The highest bit of what it takes, less one. */
	return 31 - __builtin_clz(((ULONG)(size + sizeof(struct dxgk_pool_header)) - 1) | 32) - 5;
}

/* Size of the block that holds a small one; 0: it takes pages. */
static SIZE_T dxgk_pool_bytes(SIZE_T size)
{
	unsigned int kind = dxgk_pool_kind(size);

	return kind == DXGK_POOL_PAGE ? 0 : (SIZE_T)64 << kind;
}

static unsigned int dxgk_pool_flags(bool zero)
{
	unsigned int flags = zero ? DXGK_OS_ALLOC_ZERO : 0;

	if (dxgk_os_irql_get() >= DISPATCH_LEVEL)
		flags |= DXGK_OS_ALLOC_ATOMIC;
	return flags;
}

static PVOID dxgk_pool_new_large(SIZE_T size, unsigned int flags, struct dxgk_pool_large **record)
{
	struct dxgk_pool_large *l;
	PVOID p;

	if (size > ~(SIZE_T)0 - PAGE_SIZE)
		return NULL;
	l = dxgk_os_alloc(sizeof(*l), flags);
	if (!l)
		return NULL;
	l->bytes = ROUND_TO_PAGES(size);
	p = dxgk_os_block_alloc(l->bytes, size, flags);
	if (!p) {
		dxgk_os_free(l);
		return NULL;
	}
	l->node.k1 = (dxgk_uptr)p;
	l->node.k2 = 0;
	*record = l;
	return p;
}

static PVOID dxgk_pool_alloc_large(SIZE_T size, ULONG tag, dxgk_u16 owner, bool zero)
{
	struct dxgk_pool_large *l = NULL;
	unsigned long state;
	PVOID p;

	if (size <= PAGE_SIZE)
		l = dxgk_os_shelf_get(dxgk_pool_shelves, DXGK_POOL_PAGE);
	if (l) {
		p = (PVOID)(dxgk_uptr)l->node.k1;
		if (zero)
			RtlZeroMemory(p, size);
	} else {
		p = dxgk_pool_new_large(size, dxgk_pool_flags(zero), &l);
		if (!p)
			return NULL;
		l->word = DXGK_POOL_WORD(DXGK_POOL_DEAD, 0, 0);
		state = dxgk_os_spin_lock(&dxgk_pool_large_lock);
		dxgk_os_tree_insert(&dxgk_pool_large, &l->node);
		dxgk_os_spin_unlock(&dxgk_pool_large_lock, state);
	}
	__atomic_store_n(&l->size, size, __ATOMIC_RELAXED);
	l->tag = tag;
	__atomic_store_n(&l->word, DXGK_POOL_WORD(DXGK_POOL_MAGIC, owner, 0), __ATOMIC_RELEASE);
	return p;
}

/* A block that nobody has yet, on the books. */
static struct dxgk_pool_header *dxgk_pool_new(SIZE_T bytes, SIZE_T used, unsigned int flags)
{
	struct dxgk_pool_header *h = dxgk_os_block_alloc(bytes, used, flags);
	unsigned long state;
	unsigned int shard;

	if (!h)
		return NULL;
	shard = __atomic_fetch_add(&dxgk_pool_next_shard, 1, __ATOMIC_RELAXED) % DXGK_POOL_SHARDS;
	h->word = DXGK_POOL_WORD(DXGK_POOL_DEAD, 0, shard);
	state = dxgk_os_spin_lock(&dxgk_pool_shard[shard].lock);
	InsertTailList(&dxgk_pool_shard[shard].blocks, &h->link);
	dxgk_os_spin_unlock(&dxgk_pool_shard[shard].lock, state);
	return h;
}

PVOID dxgk_pool_alloc(SIZE_T size, ULONG tag, dxgk_u16 owner, bool zero)
{
	unsigned int kind = dxgk_pool_kind(size);
	struct dxgk_pool_header *h;

	if (kind == DXGK_POOL_PAGE)
		return dxgk_pool_alloc_large(size, tag, owner, zero);
	h = dxgk_os_shelf_get(dxgk_pool_shelves, kind);
	if (!h) {
		h = dxgk_pool_new((SIZE_T)64 << kind, sizeof(*h) + size, dxgk_pool_flags(zero));
		if (!h)
			return NULL;
	} else if (zero) {
		RtlZeroMemory(h + 1, size);
	}
	h->tag = tag;
	__atomic_store_n(&h->size, (dxgk_u32)size, __ATOMIC_RELAXED);
	__atomic_store_n(&h->word,
			 DXGK_POOL_WORD(DXGK_POOL_MAGIC, owner, DXGK_POOL_WORD_SHARD(h->word)),
			 __ATOMIC_RELEASE);
	return h + 1;
}

/* The four characters of a tag, printable. */
static const char *dxgk_pool_tag(ULONG tag, char text[5])
{
	unsigned int i;

	for (i = 0; i < 4; i++) {
		char c = (char)(tag >> (8 * i) & 0x7f);

		text[i] = c >= ' ' && c < 0x7f ? c : '.';
	}
	text[4] = 0;
	return text;
}

/* A tag given to free is checked by its low 31 bits: bit 31 says "protected". */
static void dxgk_pool_check_tag(ULONG is, ULONG given, const void *caller)
{
	char a[5], b[5];

	if (!given || !((is ^ given) & 0x7fffffff))
		return;
	dxgk_os_log(DXGK_LOG_WARN, NULL, "%s: %pS frees a pool block of tag '%s' with tag '%s'",
		    dxgk_nt_owner_name(dxgk_nt_owner(caller)), caller, dxgk_pool_tag(is, a),
		    dxgk_pool_tag(given, b));
}

/* Nothing that is freed may be on a list of the runtime's. */
static void dxgk_pool_memory_gone(PVOID p, SIZE_T size, const void *caller)
{
	dxgk_timer_memory_gone(p, size, caller);
	dxgk_dpc_memory_gone(p, size, caller);
}

/* @word was seen to say live: not any more.  Once for each time that it was. */
static bool dxgk_pool_end(dxgk_u64 *word, dxgk_u64 was)
{
	return DXGK_POOL_WORD_MAGIC(was) == DXGK_POOL_MAGIC &&
	       __atomic_compare_exchange_n(word, &was,
					   was ^ DXGK_POOL_MAGIC ^ DXGK_POOL_DEAD, false,
					   __ATOMIC_ACQ_REL, __ATOMIC_RELAXED);
}

/* Out of the books. */
static void dxgk_pool_drop_large(struct dxgk_pool_large *l)
{
	unsigned long state = dxgk_os_spin_lock(&dxgk_pool_large_lock);

	dxgk_os_tree_remove(&dxgk_pool_large, &l->node);
	dxgk_os_spin_unlock(&dxgk_pool_large_lock, state);
	dxgk_os_block_free((PVOID)(dxgk_uptr)l->node.k1, l->bytes);
	dxgk_os_free(l);
}

static bool dxgk_pool_free_large(PVOID p, ULONG tag, const void *caller)
{
	struct dxgk_pool_large *l = NULL;
	struct dxgk_os_tree_node *n;
	unsigned long state;

	state = dxgk_os_spin_lock(&dxgk_pool_large_lock);
	n = dxgk_os_tree_ceil(&dxgk_pool_large, (dxgk_uptr)p, 0);
	if (n && n->k1 == (dxgk_uptr)p) {
		l = DXGK_CONTAINER_OF(n, struct dxgk_pool_large, node);
		/* Else it is on the shelf. */
		if (!dxgk_pool_end(&l->word, __atomic_load_n(&l->word, __ATOMIC_RELAXED)))
			l = NULL;
	}
	dxgk_os_spin_unlock(&dxgk_pool_large_lock, state);
	if (!l)
		return false;
	dxgk_pool_check_tag(l->tag, tag, caller);
	dxgk_pool_memory_gone(p, l->size, caller);
	if (l->bytes != PAGE_SIZE || !dxgk_os_shelf_put(dxgk_pool_shelves, DXGK_POOL_PAGE, l))
		dxgk_pool_drop_large(l);
	return true;
}

/* Out of the books. */
static void dxgk_pool_drop(struct dxgk_pool_header *h, unsigned int kind)
{
	unsigned int shard = DXGK_POOL_WORD_SHARD(h->word);
	unsigned long state = dxgk_os_spin_lock(&dxgk_pool_shard[shard].lock);

	RemoveEntryList(&h->link);
	dxgk_os_spin_unlock(&dxgk_pool_shard[shard].lock, state);
	dxgk_os_block_free(h, (SIZE_T)64 << kind);
}

void dxgk_pool_free(PVOID p, ULONG tag, const void *caller)
{
	struct dxgk_pool_header *h = (struct dxgk_pool_header *)p - 1;
	unsigned int kind;
	dxgk_u64 word;

	if (!BYTE_OFFSET(p)) {
		if (!dxgk_pool_free_large(p, tag, caller))
			dxgk_nt_bugcheck(caller, BAD_POOL_CALLER, 0x46, (ULONG_PTR)p, 0, 0);
		return;
	}
	if ((dxgk_uptr)p % 16 || BYTE_OFFSET(p) < sizeof(*h))
		dxgk_nt_bugcheck(caller, BAD_POOL_CALLER, 0x46, (ULONG_PTR)p, 0, 0);
	word = __atomic_load_n(&h->word, __ATOMIC_RELAXED);
	if (!dxgk_pool_end(&h->word, word))
		dxgk_nt_bugcheck(caller, BAD_POOL_CALLER,
				 DXGK_POOL_WORD_MAGIC(word) == DXGK_POOL_MAGIC ||
						 DXGK_POOL_WORD_MAGIC(word) == DXGK_POOL_DEAD ?
					 0x07 :
					 0x46,
				 (ULONG_PTR)p, 0, 0);
	dxgk_pool_check_tag(h->tag, tag, caller);
	dxgk_pool_memory_gone(p, h->size, caller);
	kind = dxgk_pool_kind(h->size);
	if (!dxgk_os_shelf_put(dxgk_pool_shelves, kind, h))
		dxgk_pool_drop(h, kind);
}

/* Nobody allocates or frees any more: what waits on the shelves goes. */
static void dxgk_pool_clear(void)
{
	unsigned int kind;
	void *object;

	for (kind = 0; kind < DXGK_POOL_PAGE; kind++)
		while ((object = dxgk_os_shelf_clear(dxgk_pool_shelves, kind)))
			dxgk_pool_drop(object, kind);
	while ((object = dxgk_os_shelf_clear(dxgk_pool_shelves, DXGK_POOL_PAGE)))
		dxgk_pool_drop_large(object);
}

/* Does @owner (0xffff: anybody) have the block, and if so, by which word? */
static bool dxgk_pool_has(dxgk_u16 owner, dxgk_u64 *word, dxgk_u64 *seen)
{
	*seen = __atomic_load_n(word, __ATOMIC_ACQUIRE);
	return DXGK_POOL_WORD_MAGIC(*seen) == DXGK_POOL_MAGIC &&
	       (owner == 0xffff || DXGK_POOL_WORD_OWNER(*seen) == owner);
}

/* One block of @owner (0xffff: of anybody), taken off the books; NULL: none left. */
static PVOID dxgk_pool_take(dxgk_u16 owner, ULONG *tag, SIZE_T *size, SIZE_T *bytes)
{
	struct dxgk_os_tree_node *n;
	unsigned long state;
	PVOID found = NULL;
	unsigned int i;
	dxgk_u64 word;

	for (i = 0; i < DXGK_POOL_SHARDS && !found; i++) {
		PLIST_ENTRY e, head = &dxgk_pool_shard[i].blocks;

		state = dxgk_os_spin_lock(&dxgk_pool_shard[i].lock);
		for (e = head->Flink; e != head; e = e->Flink) {
			struct dxgk_pool_header *h =
				CONTAINING_RECORD(e, struct dxgk_pool_header, link);

			if (!dxgk_pool_has(owner, &h->word, &word) ||
			    !dxgk_pool_end(&h->word, word))
				continue;
			RemoveEntryList(e);
			*tag = h->tag;
			*size = h->size;
			*bytes = dxgk_pool_bytes(h->size);
			found = h;
			break;
		}
		dxgk_os_spin_unlock(&dxgk_pool_shard[i].lock, state);
	}
	if (found)
		return found;
	state = dxgk_os_spin_lock(&dxgk_pool_large_lock);
	for (n = dxgk_os_tree_ceil(&dxgk_pool_large, 0, 0); n;
	     n = dxgk_os_tree_ceil(&dxgk_pool_large, n->k1 + 1, 0)) {
		struct dxgk_pool_large *l = DXGK_CONTAINER_OF(n, struct dxgk_pool_large, node);

		if (!dxgk_pool_has(owner, &l->word, &word) || !dxgk_pool_end(&l->word, word))
			continue;
		dxgk_os_tree_remove(&dxgk_pool_large, n);
		*tag = l->tag;
		*size = l->size;
		*bytes = l->bytes;
		found = (PVOID)(dxgk_uptr)n->k1;
		dxgk_os_free(l);
		break;
	}
	dxgk_os_spin_unlock(&dxgk_pool_large_lock, state);
	return found;
}

struct dxgk_pool_leak {
	ULONG tag;
	dxgk_u64 blocks, bytes;
};

void dxgk_pool_owner_gone(dxgk_u16 owner)
{
	struct dxgk_pool_leak leak[DXGK_POOL_TAGS]; /* the last slot: all other tags */
	unsigned int tags = 0, i;
	SIZE_T size, bytes;
	char text[5];
	ULONG tag;
	PVOID p;

	while ((p = dxgk_pool_take(owner, &tag, &size, &bytes))) {
		for (i = 0; i < tags; i++)
			if (leak[i].tag == tag || i == DXGK_POOL_TAGS - 1)
				break;
		if (i == tags) {
			tags++;
			leak[i].tag = i == DXGK_POOL_TAGS - 1 ? 0x2a2a2a2a : tag;
			leak[i].blocks = 0;
			leak[i].bytes = 0;
		}
		leak[i].blocks++;
		leak[i].bytes += size;
		dxgk_pool_memory_gone(p, bytes, NULL);
		if (tag == DXGK_TAG_MDL && size >= sizeof(MDL))
			dxgk_mdl_settle(dxgk_pool_bytes(size) ?
					(struct dxgk_pool_header *)p + 1 : p);
		dxgk_os_block_free(p, bytes);
	}
	for (i = 0; i < tags; i++)
		dxgk_os_log(DXGK_LOG_WARN, NULL,
			    "%s: left %llu pool blocks of tag '%s', %llu bytes; freed",
			    dxgk_nt_owner_name(owner), leak[i].blocks,
			    dxgk_pool_tag(leak[i].tag, text), leak[i].bytes);
}

void dxgk_pool_exit(void)
{
	dxgk_pool_clear();
	dxgk_pool_owner_gone(0xffff);
	dxgk_os_shelves_destroy(dxgk_pool_shelves);
	dxgk_pool_shelves = NULL;
}

void dxgk_pool_live(dxgk_u16 owner, dxgk_u64 *blocks, dxgk_u64 *bytes)
{
	struct dxgk_os_tree_node *n;
	unsigned long state;
	unsigned int i;
	dxgk_u64 word;

	*blocks = 0;
	*bytes = 0;
	for (i = 0; i < DXGK_POOL_SHARDS; i++) {
		PLIST_ENTRY e, head = &dxgk_pool_shard[i].blocks;

		state = dxgk_os_spin_lock(&dxgk_pool_shard[i].lock);
		for (e = head->Flink; e != head; e = e->Flink) {
			struct dxgk_pool_header *h =
				CONTAINING_RECORD(e, struct dxgk_pool_header, link);

			if (dxgk_pool_has(owner, &h->word, &word)) {
				(*blocks)++;
				*bytes += __atomic_load_n(&h->size, __ATOMIC_RELAXED);
			}
		}
		dxgk_os_spin_unlock(&dxgk_pool_shard[i].lock, state);
	}
	state = dxgk_os_spin_lock(&dxgk_pool_large_lock);
	for (n = dxgk_os_tree_ceil(&dxgk_pool_large, 0, 0); n;
	     n = dxgk_os_tree_ceil(&dxgk_pool_large, n->k1 + 1, 0)) {
		struct dxgk_pool_large *l = DXGK_CONTAINER_OF(n, struct dxgk_pool_large, node);

		if (dxgk_pool_has(owner, &l->word, &word)) {
			(*blocks)++;
			*bytes += __atomic_load_n(&l->size, __ATOMIC_RELAXED);
		}
	}
	dxgk_os_spin_unlock(&dxgk_pool_large_lock, state);
}

/* ------------------------------------------------------- what miniports call */

#define DXGK_TAG_NONE 0x656e6f4eu /* "None", as Windows tags untagged blocks */

/* By POOL_TYPE, which carries flags in its upper bits. */
static PVOID dxgk_pool_by_type(POOL_TYPE type, SIZE_T size, ULONG tag, bool zero,
			       const void *caller)
{
	return dxgk_pool_alloc(size, tag, dxgk_nt_owner(caller),
			       zero || ((ULONG)type & POOL_ZERO_ALLOCATION));
}

/* In the outermost function only: see seh.h. */
#define DXGK_POOL_RAISE(cond, status)           \
	do {                                    \
		if (cond) {                     \
			dxgk_seh_raise(status); \
			dxgk_seh_unreachable(); \
		}                               \
	} while (0)
#define DXGK_POOL_CHECK(p, type)							\
	DXGK_POOL_RAISE(!(p) && ((ULONG)(type) & POOL_RAISE_IF_ALLOCATION_FAILURE),	\
			STATUS_INSUFFICIENT_RESOURCES)
/* With quota, failure raises unless the caller says otherwise. */
#define DXGK_POOL_QUOTA_CHECK(p, type)							\
	DXGK_POOL_RAISE(!(p) && !((ULONG)(type) & POOL_QUOTA_FAIL_INSTEAD_OF_RAISE),	\
			STATUS_INSUFFICIENT_RESOURCES)

/**
 * ExAllocatePoolWithTag() - allocate pool memory
 * @PoolType: which pool: they are one here, and all of it is resident
 * @NumberOfBytes: bytes; 0 gives a block of no bytes
 * @Tag: four characters that name the block in leak reports
 *
 * IRQL: up to DISPATCH_LEVEL.
 * Return: the block, aligned to 16 bytes, to a page from a page on, and not
 * across a page boundary below that; NULL, or STATUS_INSUFFICIENT_RESOURCES
 * raised with POOL_RAISE_IF_ALLOCATION_FAILURE.
 *
 * Follows "ExAllocatePoolWithTag function (wdm.h)".
 */
DXGK_SEH_STUB PVOID NTAPI ExAllocatePoolWithTag(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag)
{
	PVOID p = dxgk_pool_by_type(PoolType, NumberOfBytes, Tag, false, DXGK_NT_CALLER());

	DXGK_POOL_CHECK(p, PoolType);
	return p;
}

/* As ExAllocatePoolWithTag() with the tag "None". */
DXGK_SEH_STUB PVOID NTAPI ExAllocatePool(POOL_TYPE PoolType, SIZE_T NumberOfBytes)
{
	PVOID p =
		dxgk_pool_by_type(PoolType, NumberOfBytes, DXGK_TAG_NONE, false, DXGK_NT_CALLER());

	DXGK_POOL_CHECK(p, PoolType);
	return p;
}

/* Priority only matters where memory is nearly out; the block is the same. */
DXGK_SEH_STUB PVOID NTAPI ExAllocatePoolWithTagPriority(POOL_TYPE PoolType, SIZE_T NumberOfBytes,
							ULONG Tag, EX_POOL_PRIORITY Priority)
{
	PVOID p = dxgk_pool_by_type(PoolType, NumberOfBytes, Tag, false, DXGK_NT_CALLER());

	DXGK_POOL_CHECK(p, PoolType);
	return p;
}

/*
 * With quota: no process is charged here, but a failure raises as documented
 * unless POOL_QUOTA_FAIL_INSTEAD_OF_RAISE is set.
 */
DXGK_SEH_STUB PVOID NTAPI ExAllocatePoolWithQuotaTag(POOL_TYPE PoolType, SIZE_T NumberOfBytes,
						     ULONG Tag)
{
	PVOID p = dxgk_pool_by_type(PoolType, NumberOfBytes, Tag, false, DXGK_NT_CALLER());

	DXGK_POOL_QUOTA_CHECK(p, PoolType);
	return p;
}

DXGK_SEH_STUB PVOID NTAPI ExAllocatePoolWithQuota(POOL_TYPE PoolType, SIZE_T NumberOfBytes)
{
	PVOID p =
		dxgk_pool_by_type(PoolType, NumberOfBytes, DXGK_TAG_NONE, false, DXGK_NT_CALLER());

	DXGK_POOL_QUOTA_CHECK(p, PoolType);
	return p;
}

/* ExAllocatePoolWithTag() of zeroes; see "ExAllocatePoolZero function (wdm.h)". */
DXGK_SEH_STUB PVOID NTAPI ExAllocatePoolZero(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag)
{
	PVOID p = dxgk_pool_by_type(PoolType, NumberOfBytes, Tag, true, DXGK_NT_CALLER());

	DXGK_POOL_CHECK(p, PoolType);
	return p;
}

DXGK_SEH_STUB PVOID NTAPI ExAllocatePoolUninitialized(POOL_TYPE PoolType, SIZE_T NumberOfBytes,
						      ULONG Tag)
{
	PVOID p = dxgk_pool_by_type(PoolType, NumberOfBytes, Tag, false, DXGK_NT_CALLER());

	DXGK_POOL_CHECK(p, PoolType);
	return p;
}

DXGK_SEH_STUB PVOID NTAPI ExAllocatePoolPriorityZero(POOL_TYPE PoolType, SIZE_T NumberOfBytes,
						     ULONG Tag, EX_POOL_PRIORITY Priority)
{
	PVOID p = dxgk_pool_by_type(PoolType, NumberOfBytes, Tag, true, DXGK_NT_CALLER());

	DXGK_POOL_CHECK(p, PoolType);
	return p;
}

DXGK_SEH_STUB PVOID NTAPI ExAllocatePoolPriorityUninitialized(POOL_TYPE PoolType,
							      SIZE_T NumberOfBytes, ULONG Tag,
							      EX_POOL_PRIORITY Priority)
{
	PVOID p = dxgk_pool_by_type(PoolType, NumberOfBytes, Tag, false, DXGK_NT_CALLER());

	DXGK_POOL_CHECK(p, PoolType);
	return p;
}

DXGK_SEH_STUB PVOID NTAPI ExAllocatePoolQuotaZero(POOL_TYPE PoolType, SIZE_T NumberOfBytes,
						  ULONG Tag)
{
	PVOID p = dxgk_pool_by_type(PoolType, NumberOfBytes, Tag, true, DXGK_NT_CALLER());

	DXGK_POOL_QUOTA_CHECK(p, PoolType);
	return p;
}

DXGK_SEH_STUB PVOID NTAPI ExAllocatePoolQuotaUninitialized(POOL_TYPE PoolType, SIZE_T NumberOfBytes,
							   ULONG Tag)
{
	PVOID p = dxgk_pool_by_type(PoolType, NumberOfBytes, Tag, false, DXGK_NT_CALLER());

	DXGK_POOL_QUOTA_CHECK(p, PoolType);
	return p;
}

/* Exactly one of the three kinds of pool must be asked for. */
static bool dxgk_pool2_valid(POOL_FLAGS flags)
{
	POOL_FLAGS kind = flags &
			  (POOL_FLAG_NON_PAGED | POOL_FLAG_NON_PAGED_EXECUTE | POOL_FLAG_PAGED);

	if (flags & POOL_FLAG_UNUSED_REQUIRED_BITS)
		return false;
	return kind && !(kind & (kind - 1));
}

static NTSTATUS dxgk_pool2(POOL_FLAGS flags, SIZE_T size, ULONG tag, const void *caller, PVOID *p)
{
	*p = NULL;
	if (!dxgk_pool2_valid(flags) || !size || !tag)
		return STATUS_INVALID_PARAMETER;
	*p = dxgk_pool_alloc(size, tag, dxgk_nt_owner(caller), !(flags & POOL_FLAG_UNINITIALIZED));
	return *p ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

/**
 * ExAllocatePool2() - allocate zeroed pool memory
 * @Flags: POOL_FLAG_*; one kind of pool; UNINITIALIZED leaves the contents
 * @NumberOfBytes: bytes, not 0
 * @Tag: not 0
 *
 * IRQL: up to DISPATCH_LEVEL.
 * Return: the block, NULL for a bad argument or no memory; with
 * POOL_FLAG_RAISE_ON_FAILURE the status is raised.
 *
 * Follows "ExAllocatePool2 function (wdm.h)".
 */
DXGK_SEH_STUB PVOID NTAPI ExAllocatePool2(POOL_FLAGS Flags, SIZE_T NumberOfBytes, ULONG Tag)
{
	NTSTATUS status;
	PVOID p;

	status = dxgk_pool2(Flags, NumberOfBytes, Tag, DXGK_NT_CALLER(), &p);
	DXGK_POOL_RAISE(!p && (Flags & POOL_FLAG_RAISE_ON_FAILURE), status);
	return p;
}

/**
 * ExAllocatePool3() - ExAllocatePool2() with extended parameters
 * @ExtendedParameters: priority and NUMA node are taken and change nothing; a
 *	secure pool, or an unknown one that is not optional, cannot be had
 *
 * Follows "ExAllocatePool3 function (wdm.h)".
 */
DXGK_SEH_STUB PVOID NTAPI ExAllocatePool3(POOL_FLAGS Flags, SIZE_T NumberOfBytes, ULONG Tag,
					  PCPOOL_EXTENDED_PARAMETER ExtendedParameters,
					  ULONG ExtendedParametersCount)
{
	NTSTATUS status = STATUS_SUCCESS;
	PVOID p = NULL;
	ULONG i;

	for (i = 0; i < ExtendedParametersCount; i++) {
		const POOL_EXTENDED_PARAMETER *e = &ExtendedParameters[i];

		if (e->Type != PoolExtendedParameterPriority &&
		    e->Type != PoolExtendedParameterNumaNode && !e->Optional)
			status = STATUS_INVALID_PARAMETER;
	}
	if (NT_SUCCESS(status))
		status = dxgk_pool2(Flags, NumberOfBytes, Tag, DXGK_NT_CALLER(), &p);
	DXGK_POOL_RAISE(!p && (Flags & POOL_FLAG_RAISE_ON_FAILURE), status);
	return p;
}

/**
 * ExFreePoolWithTag() - give a pool block back
 * @P: the block
 * @Tag: the tag it was allocated with, or 0; another one is reported
 *
 * A block that is not live, or not of the pool, is a BAD_POOL_CALLER bug check.
 * NULL is one on Windows; here it is nothing, which drivers get away with.
 *
 * IRQL: up to DISPATCH_LEVEL.
 *
 * Follows "ExFreePoolWithTag function (wdm.h)".
 */
VOID NTAPI ExFreePoolWithTag(PVOID P, ULONG Tag)
{
	if (P)
		dxgk_pool_free(P, Tag, DXGK_NT_CALLER());
}

VOID NTAPI ExFreePool(PVOID P)
{
	if (P)
		dxgk_pool_free(P, 0, DXGK_NT_CALLER());
}

VOID NTAPI ExFreePool2(PVOID P, ULONG Tag, PCPOOL_EXTENDED_PARAMETER ExtendedParameters,
		       ULONG ExtendedParametersCount)
{
	if (P)
		dxgk_pool_free(P, Tag, DXGK_NT_CALLER());
}
