// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgl_debugfs.c - what is mapped, and what was refused.
 *
 * In the device's DRM directory: dxgk_mappings has a line for each live
 * mapping, dxgk_map_failures the refusals by status.  Writing a bug check code to
 * dxgk_collect has the miniport's debug information dumped.
 * dxgk/registry is what the registry holds.
 */
#include <linux/debugfs.h>
#include <linux/seq_file.h>

#include <drm/drm_drv.h>
#include <drm/drm_file.h>

#include "dxgl_drv.h"

/* A reader's walk; it holds no lock and no reference between two reads. */
struct dxgl_map_walk {
	struct dxgl_device *dxgl;
	struct dxgk_map_cursor before;	/* ahead of the mapping in @info */
	struct dxgk_map_cursor after;
	struct dxgk_map_info info;
};

static void *dxgl_map_step(struct dxgl_map_walk *w)
{
	bool more = false;
	int idx;

	w->before = w->after;
	if (drm_dev_enter(&w->dxgl->drm, &idx)) {
		more = dxgk_map_next(w->dxgl->adapter, &w->after, &w->info);
		drm_dev_exit(idx);
	}
	return more ? w : NULL;
}

/* Position 0 is the heading; a later one shows the mapping that did not fit. */
static void *dxgl_map_start(struct seq_file *m, loff_t *pos)
{
	struct dxgl_map_walk *w = m->private;

	if (!*pos) {
		w->before = (struct dxgk_map_cursor){ };
		w->after = w->before;
		return SEQ_START_TOKEN;
	}
	w->after = w->before;
	return dxgl_map_step(w);
}

static void *dxgl_map_seq_next(struct seq_file *m, void *v, loff_t *pos)
{
	++*pos;
	return dxgl_map_step(m->private);
}

static void dxgl_map_stop(struct seq_file *m, void *v)
{
}

static int dxgl_map_show(struct seq_file *m, void *v)
{
	static const char * const space[] = {
		[DXGK_MAP_PORT] = "port", [DXGK_MAP_SYSTEM] = "system", [DXGK_MAP_USER] = "user",
	};
	static const char * const cache[] = {
		"MmNonCached", "MmCached", "MmWriteCombined", "MmHardwareCoherentCached",
		"MmNonCachedUnordered", "MmUSWCCached",
	};
	const struct dxgk_map_info *i = &((struct dxgl_map_walk *)m->private)->info;

	if (v == SEQ_START_TOKEN) {
		seq_puts(m, "# space physical length address cache pid age_ms caller\n");
		return 0;
	}
	/* Hashed for whom the kernel hides its addresses from. */
	seq_printf(m, "%s %#llx %#llx ", space[i->space], i->phys, i->len);
	if (i->space == DXGK_MAP_SYSTEM)
		seq_printf(m, "%pK", (void *)(uintptr_t)i->va);
	else
		seq_printf(m, "%#llx", i->va);
	seq_printf(m, " %s %u %llu %pS\n", cache[i->cache], i->pid,
		   div_u64(i->age_ns, NSEC_PER_MSEC), i->caller);
	return 0;
}

static const struct seq_operations dxgl_map_seq = {
	.start = dxgl_map_start,
	.next = dxgl_map_seq_next,
	.stop = dxgl_map_stop,
	.show = dxgl_map_show,
};

static int dxgl_map_open(struct inode *inode, struct file *file)
{
	struct dxgl_map_walk *w = __seq_open_private(file, &dxgl_map_seq, sizeof(*w));

	if (!w)
		return -ENOMEM;
	w->dxgl = inode->i_private;
	return 0;
}

static const struct file_operations dxgl_map_fops = {
	.owner = THIS_MODULE,
	.open = dxgl_map_open,
	.read = seq_read,
	.llseek = seq_lseek,
	.release = seq_release_private,
};

static int dxgl_map_failures_show(struct seq_file *m, void *unused)
{
	struct dxgl_device *dxgl = m->private;
	dxgk_status status;
	unsigned int i;
	u64 count;
	int idx;

	if (!drm_dev_enter(&dxgl->drm, &idx))
		return -ENODEV;
	for (i = 0; dxgk_map_failure(dxgl->adapter, i, &status, &count); i++) {
		if (!count)
			continue;
		if (status)
			seq_printf(m, "%#010x %llu\n", status, count);
		else
			seq_printf(m, "other %llu\n", count);
	}
	drm_dev_exit(idx);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(dxgl_map_failures);

/* A bug check code, or nothing, which is as good as VIDEO_DXGKRNL_LIVEDUMP. */
static int dxgl_collect_set(void *data, u64 reason)
{
	struct dxgl_device *dxgl = data;
	int idx;

	if (!drm_dev_enter(&dxgl->drm, &idx))
		return -ENODEV;
	dxgk_adapter_collect(dxgl->adapter, reason ?: 0x193);
	drm_dev_exit(idx);
	return 0;
}
DEFINE_DEBUGFS_ATTRIBUTE(dxgl_collect_fops, NULL, dxgl_collect_set, "%llu\n");

/* Gone with the DRM minor's directory, before the device's memory is. */
void dxgl_debugfs_init(struct dxgl_device *dxgl)
{
	struct dentry *root = dxgl->drm.primary->debugfs_root;

	debugfs_create_file("dxgk_mappings", 0400, root, dxgl, &dxgl_map_fops);
	debugfs_create_file("dxgk_map_failures", 0400, root, dxgl, &dxgl_map_failures_fops);
	debugfs_create_file("dxgk_collect", 0200, root, dxgl, &dxgl_collect_fops);
}

/* ----------------------------------------------------------------- registry */

static struct dentry *dxgl_debugfs_root;

static void dxgl_registry_emit(void *arg, const char *text)
{
	seq_puts(arg, text);
}

static int dxgl_registry_show(struct seq_file *m, void *unused)
{
	dxgk_registry_dump(dxgl_registry_emit, m);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(dxgl_registry);

void dxgl_debugfs_register(void)
{
	dxgl_debugfs_root = debugfs_create_dir("dxgk", NULL);
	debugfs_create_file("registry", 0400, dxgl_debugfs_root, NULL, &dxgl_registry_fops);
}

void dxgl_debugfs_unregister(void)
{
	debugfs_remove(dxgl_debugfs_root);
}
