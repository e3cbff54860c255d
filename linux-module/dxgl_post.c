// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgl_post.c - the picture that is lit when a device is bound, and again when it
 * is let go: firmware's framebuffer, found, and given back.
 *
 * A framebuffer is there as long as its platform device is: who sets a mode takes
 * that away, see aperture_remove_conflicting_pci_devices().  What a miniport gives
 * back becomes such a device again, for simplefb or simpledrm to show the console on.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/pci.h>
#include <linux/platform_data/simplefb.h>
#include <linux/platform_device.h>
#include <linux/screen_info.h>

#include "dxgl_drv.h"

#define DXGL_POST_NAME	"simple-framebuffer"
/* Not one that firmware's has. */
#define DXGL_POST_ID	0x6478

static const struct {
	const char *format;
	u32 bits;
} dxgl_post_formats[] = {
	{ "x8r8g8b8", 32 }, { "a8r8g8b8", 32 }, { "r8g8b8", 24 }, { "r5g6b5", 16 },
};

/* Does it lie in one of the device's BARs? */
static bool dxgl_post_is_in(struct pci_dev *pdev, u64 start, u64 size)
{
	unsigned int i;

	for (i = 0; i < PCI_STD_NUM_BARS; i++)
		if (pci_resource_flags(pdev, i) & IORESOURCE_MEM &&
		    start >= pci_resource_start(pdev, i) && size &&
		    start + size - 1 >= start && start + size - 1 <= pci_resource_end(pdev, i))
			return true;
	return false;
}

struct dxgl_post_search {
	struct pci_dev *pdev;
	struct dxgk_post_display *post;
};

/* A simple framebuffer says of itself what it is. */
static int dxgl_post_match(struct device *dev, void *data)
{
	const struct simplefb_platform_data *mode = dev_get_platdata(dev);
	struct dxgl_post_search *search = data;
	const struct resource *res;
	unsigned int i;

	if (!dev_is_platform(dev) || !mode ||
	    strncmp(dev_name(dev), DXGL_POST_NAME, strlen(DXGL_POST_NAME)))
		return 0;
	res = platform_get_resource(to_platform_device(dev), IORESOURCE_MEM, 0);
	if (!res || !dxgl_post_is_in(search->pdev, res->start, resource_size(res)))
		return 0;
	for (i = 0; i < ARRAY_SIZE(dxgl_post_formats); i++) {
		if (strcmp(mode->format, dxgl_post_formats[i].format))
			continue;
		*search->post = (struct dxgk_post_display) {
			.width = mode->width,
			.height = mode->height,
			.pitch = mode->stride,
			.bits_per_pixel = dxgl_post_formats[i].bits,
			.phys = res->start,
			.by_driver = to_platform_device(dev)->id == DXGL_POST_ID,
		};
		return 1;
	}
	return 0;
}

#ifdef CONFIG_X86
/* Others are described by what the boot loader handed over. */
static void dxgl_post_screen_info(struct pci_dev *pdev, struct dxgk_post_display *post)
{
	const struct screen_info *si = &screen_info;
	u64 base = si->lfb_base, size;
	struct device *dev;
	const char *name;

	if (si->orig_video_isVGA == VIDEO_TYPE_VLFB)
		name = "vesa-framebuffer.0";
	else if (si->orig_video_isVGA == VIDEO_TYPE_EFI)
		name = "efi-framebuffer.0";
	else
		return;
	dev = bus_find_device_by_name(&platform_bus_type, NULL, name);
	if (!dev)
		return;
	put_device(dev);

	if (si->capabilities & VIDEO_CAPABILITY_64BIT_BASE)
		base |= (u64)si->ext_lfb_base << 32;
	size = (u64)si->lfb_height * si->lfb_linelength;
	if (!(si->lfb_depth == 32 || si->lfb_depth == 24 || si->lfb_depth == 16) ||
	    !dxgl_post_is_in(pdev, base, size))
		return;
	post->width = si->lfb_width;
	post->height = si->lfb_height;
	post->pitch = si->lfb_linelength;
	post->bits_per_pixel = si->lfb_depth;
	post->phys = base;
}
#else
static void dxgl_post_screen_info(struct pci_dev *pdev, struct dxgk_post_display *post)
{
}
#endif

/**
 * dxgl_post_find() - the framebuffer that is lit on a device
 * @pdev: not taken over yet
 * @post: filled; width 0 when there is none, or none that a miniport could be told of
 *
 * Context: probe, before the drivers that use it are removed.
 */
void dxgl_post_find(struct pci_dev *pdev, struct dxgk_post_display *post)
{
	struct dxgl_post_search search = { pdev, post };

	if (!bus_for_each_dev(&platform_bus_type, NULL, &search, dxgl_post_match))
		dxgl_post_screen_info(pdev, post);
}

/**
 * dxgl_post_give_back() - let the console have what a miniport left lit
 * @pdev: nobody's any more
 * @post: what is lit there
 *
 * Nothing happens on a kernel that would not show anything on it.
 *
 * Context: remove.
 */
void dxgl_post_give_back(struct pci_dev *pdev, const struct dxgk_post_display *post)
{
	struct simplefb_platform_data mode = {
		.width = post->width,
		.height = post->height,
		.stride = post->pitch,
		.format = "x8r8g8b8",
	};
	u64 size = PAGE_ALIGN((u64)post->height * post->pitch);
	struct resource res = DEFINE_RES_MEM(post->phys, size);
	struct platform_device *fb;

	if (post->bits_per_pixel != 32 || post->pitch < 4ull * post->width ||
	    !dxgl_post_is_in(pdev, post->phys, size)) {
		pci_warn(pdev, "what the miniport gave back is no framebuffer of the device's: %ux%u at %#llx\n",
			 post->width, post->height, post->phys);
		return;
	}
	fb = platform_device_register_resndata(&pdev->dev, DXGL_POST_NAME, DXGL_POST_ID, &res, 1,
					       &mode, sizeof(mode));
	if (IS_ERR(fb)) {
		pci_warn(pdev, "cannot give the display back: %ld\n", PTR_ERR(fb));
		return;
	}
	/* Unused, it would only be in the next driver's way. */
	if (!READ_ONCE(fb->dev.driver))
		platform_device_unregister(fb);
}

static int dxgl_post_is_ours(struct device *dev, void *unused)
{
	return dev_is_platform(dev) && to_platform_device(dev)->id == DXGL_POST_ID &&
	       !strncmp(dev_name(dev), DXGL_POST_NAME, strlen(DXGL_POST_NAME));
}

/* The device goes: what was made of it goes before. */
static int dxgl_post_event(struct notifier_block *nb, unsigned long event, void *data)
{
	struct device *fb;

	if (event != BUS_NOTIFY_DEL_DEVICE)
		return NOTIFY_DONE;
	fb = device_find_child(data, NULL, dxgl_post_is_ours);
	if (fb) {
		platform_device_unregister(to_platform_device(fb));
		put_device(fb);
	}
	return NOTIFY_DONE;
}

static struct notifier_block dxgl_post_notifier = { .notifier_call = dxgl_post_event };

int dxgl_post_init(void)
{
	return bus_register_notifier(&pci_bus_type, &dxgl_post_notifier);
}

void dxgl_post_exit(void)
{
	bus_unregister_notifier(&pci_bus_type, &dxgl_post_notifier);
}
