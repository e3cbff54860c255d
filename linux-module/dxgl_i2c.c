// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgl_i2c.c - devices in monitors (DDC/CI) as an i2c adapter for each output.
 *
 * The EDID does not come this way: the miniport may refuse any other device.
 */
#include <linux/i2c.h>
#include <linux/kconfig.h>
#include <linux/slab.h>

#include <drm/drm_print.h>

#include "dxgl_kms.h"

#if IS_REACHABLE(CONFIG_I2C)

/* A miniport takes no more at once. */
static const struct i2c_adapter_quirks dxgl_i2c_quirks = {
	.flags = I2C_AQ_NO_ZERO_LEN,
	.max_write_len = 64,
	.max_comb_1st_msg_len = 64,
};

static int dxgl_i2c_xfer_one(struct dxgl_connector *dconn, struct i2c_msg *msg)
{
	struct dxgk_adapter *adapter = to_dxgl(dconn->base.dev)->adapter;
	dxgk_status status;

	if (msg->flags & ~(I2C_M_RD | I2C_M_DMA_SAFE))
		return -EOPNOTSUPP;
	if (msg->flags & I2C_M_RD)
		status = dxgk_display_i2c_receive(adapter, dconn->child.uid, msg->addr, msg->buf,
						  msg->len);
	else
		status = dxgk_display_i2c_send(adapter, dconn->child.uid, msg->addr, msg->buf,
					       msg->len);
	return status < 0 ? dxgl_errno(status) : 0;
}

static int dxgl_i2c_xfer(struct i2c_adapter *i2c, struct i2c_msg *msgs, int num)
{
	struct dxgl_connector *dconn = i2c_get_adapdata(i2c);
	int i, idx, ret = 0;

	if (!dxgl_kms_enter(to_dxgl_kms(dconn->base.dev), &idx))
		return -ENODEV;
	for (i = 0; i < num && !ret; i++)
		ret = dxgl_i2c_xfer_one(dconn, &msgs[i]);
	dxgl_kms_exit(idx);
	return ret ?: num;
}

static u32 dxgl_i2c_func(struct i2c_adapter *i2c)
{
	return I2C_FUNC_I2C | I2C_FUNC_SMBUS_EMUL;
}

static const struct i2c_algorithm dxgl_i2c_algorithm = {
	.master_xfer = dxgl_i2c_xfer,
	.functionality = dxgl_i2c_func,
};

/**
 * dxgl_i2c_register() - make the i2c adapter of an output
 * @dconn: the output; an output without one is still one
 *
 * Context: drm_connector_funcs.late_register.
 */
void dxgl_i2c_register(struct dxgl_connector *dconn)
{
	struct drm_device *drm = dconn->base.dev;
	struct i2c_adapter *i2c;
	int ret;

	if (!to_dxgl_kms(drm)->caps.i2c)
		return;
	i2c = kzalloc(sizeof(*i2c), GFP_KERNEL);
	if (!i2c)
		return;
	i2c->owner = THIS_MODULE;
	i2c->algo = &dxgl_i2c_algorithm;
	i2c->quirks = &dxgl_i2c_quirks;
	i2c->dev.parent = dconn->base.kdev;
	snprintf(i2c->name, sizeof(i2c->name), "dxgk %s", dconn->base.name);
	i2c_set_adapdata(i2c, dconn);
	ret = i2c_add_adapter(i2c);
	if (ret) {
		drm_warn(drm, "no i2c adapter: %d\n", ret);
		kfree(i2c);
		return;
	}
	dconn->i2c = i2c;
}

/* drm_connector_funcs.early_unregister; waits for programs to close it. */
void dxgl_i2c_unregister(struct dxgl_connector *dconn)
{
	if (!dconn->i2c)
		return;
	i2c_del_adapter(dconn->i2c);
	kfree(dconn->i2c);
	dconn->i2c = NULL;
}

#else /* no i2c in this kernel */

void dxgl_i2c_register(struct dxgl_connector *dconn)
{
}

void dxgl_i2c_unregister(struct dxgl_connector *dconn)
{
}

#endif
