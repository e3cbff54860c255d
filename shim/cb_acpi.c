// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * cb_acpi.c - DxgkCbEvalAcpiMethod: ACPIIOCT.H's buffers in and out.
 *
 * Both hold arguments one behind the other: type, length, and at least four
 * bytes of data.  A package's data are arguments again.
 */
#include <acpiioct.h>

#include "adapter.h"
#include "handle.h"
#include "iface.h"

/* Arguments of a call, those in packages included. */
#define DXGK_ACPI_ARGS	64

#define DXGK_ARG_HEAD	__builtin_offsetof(ACPI_METHOD_ARGUMENT, Data)
#define DXGK_IN_HEAD	__builtin_offsetof(ACPI_EVAL_INPUT_BUFFER_COMPLEX, Argument)
#define DXGK_OUT_HEAD	__builtin_offsetof(ACPI_EVAL_OUTPUT_BUFFER, Argument)

/* What an argument with that much data takes: never less than a ULONG's. */
static ULONG dxgk_acpi_arg_size(ULONG data)
{
	return (ULONG)DXGK_ARG_HEAD + (data > sizeof(ULONG) ? data : (ULONG)sizeof(ULONG));
}

/* ------------------------------------------------------------------------ input */

struct dxgk_acpi_in {
	struct dxgk_acpi_value value[DXGK_ACPI_ARGS];
	ULONG used;
};

/*
 * @count arguments at [@p, @p + @size) as neighbours in @in, and then what is in
 * those that are packages.  The buffer may change while it is read: only what
 * was copied is looked at twice.
 */
static NTSTATUS dxgk_acpi_parse(struct dxgk_acpi_in *in, const UCHAR *p, ULONG size, ULONG count)
{
	ULONG first = in->used, i, at = 0;
	ACPI_METHOD_ARGUMENT head;
	NTSTATUS status;

	if (count > DXGK_ACPI_ARGS - first)
		return STATUS_INVALID_PARAMETER;
	in->used += count;
	for (i = 0; i < count; i++) {
		struct dxgk_acpi_value *v = &in->value[first + i];

		if (size - at < sizeof(head))
			return STATUS_INVALID_PARAMETER;
		__builtin_memcpy(&head, p + at, sizeof(head));
		if (size - at < dxgk_acpi_arg_size(head.DataLength))
			return STATUS_INVALID_PARAMETER;
		v->data = p + at + DXGK_ARG_HEAD;
		v->size = head.DataLength;
		switch (head.Type) {
		case ACPI_METHOD_ARGUMENT_INTEGER:
			if (head.DataLength != sizeof(ULONG) &&
			    head.DataLength != sizeof(ULONGLONG))
				return STATUS_INVALID_PARAMETER;
			v->type = DXGK_ACPI_INTEGER;
			v->integer = 0;
			__builtin_memcpy(&v->integer, v->data, head.DataLength);
			break;
		case ACPI_METHOD_ARGUMENT_STRING:
			v->type = DXGK_ACPI_STRING;
			/* With its terminator, which is not the string's. */
			if (v->size && !((const char *)v->data)[v->size - 1])
				v->size--;
			break;
		case ACPI_METHOD_ARGUMENT_BUFFER:
			v->type = DXGK_ACPI_BUFFER;
			break;
		case ACPI_METHOD_ARGUMENT_PACKAGE:
			v->type = DXGK_ACPI_PACKAGE;
			break;
		default:
			return STATUS_INVALID_PARAMETER;
		}
		at += dxgk_acpi_arg_size(head.DataLength);
	}
	for (i = first; i < first + count; i++) {
		struct dxgk_acpi_value *v = &in->value[i];
		ULONG n = 0;

		if (v->type != DXGK_ACPI_PACKAGE)
			continue;
		/* A package says its bytes, not how many arguments they are. */
		for (at = 0; v->size - at >= sizeof(head) && n < DXGK_ACPI_ARGS; n++) {
			__builtin_memcpy(&head, (const UCHAR *)v->data + at, sizeof(head));
			if (v->size - at < dxgk_acpi_arg_size(head.DataLength))
				return STATUS_INVALID_PARAMETER;
			at += dxgk_acpi_arg_size(head.DataLength);
		}
		v->first = in->used;
		v->count = n;
		status = dxgk_acpi_parse(in, v->data, v->size, n);
		if (!NT_SUCCESS(status))
			return status;
	}
	return STATUS_SUCCESS;
}

/* ----------------------------------------------------------------------- output */

struct dxgk_acpi_out {
	UCHAR *buffer;			/* the driver's */
	ULONG size;
	ULONG used;			/* may be beyond size: that is what was needed */
	ULONG count;			/* of the outermost arguments */
};

static void dxgk_acpi_put(struct dxgk_acpi_out *out, ULONG at, const void *data, ULONG size)
{
	if (at <= out->size && size <= out->size - at)
		__builtin_memcpy(out->buffer + at, data, size);
}

static void dxgk_acpi_put_value(struct dxgk_acpi_out *out, const struct dxgk_acpi_value *v)
{
	ACPI_METHOD_ARGUMENT head = { 0 };
	struct dxgk_acpi_value element;
	ULONG at = out->used, n = 0, i;
	static const UCHAR zero[8];

	out->used += (ULONG)DXGK_ARG_HEAD;
	switch (v->type) {
	case DXGK_ACPI_INTEGER:
		head.Type = ACPI_METHOD_ARGUMENT_INTEGER;
		/* A ULONG where it fits, as drivers expect it. */
		n = v->integer >> 32 ? sizeof(ULONGLONG) : sizeof(ULONG);
		dxgk_acpi_put(out, out->used, &v->integer, n);
		break;
	case DXGK_ACPI_STRING:
		head.Type = ACPI_METHOD_ARGUMENT_STRING;
		n = v->size + 1;
		dxgk_acpi_put(out, out->used, v->data, v->size);
		dxgk_acpi_put(out, out->used + v->size, zero, 1);
		break;
	case DXGK_ACPI_BUFFER:
		head.Type = ACPI_METHOD_ARGUMENT_BUFFER;
		n = v->size;
		dxgk_acpi_put(out, out->used, v->data, n);
		break;
	case DXGK_ACPI_PACKAGE:
		head.Type = ACPI_METHOD_ARGUMENT_PACKAGE;
		for (i = 0; i < v->count; i++) {
			dxgk_os_acpi_element(v, i, &element);
			dxgk_acpi_put_value(out, &element);
		}
		n = out->used - at - (ULONG)DXGK_ARG_HEAD;
		out->used = at + (ULONG)DXGK_ARG_HEAD;
		break;
	}
	if (n < sizeof(ULONG))
		dxgk_acpi_put(out, out->used + n, zero, sizeof(ULONG) - n);
	out->used = at + dxgk_acpi_arg_size(n);
	head.DataLength = (USHORT)n;
	dxgk_acpi_put(out, at, &head, (ULONG)DXGK_ARG_HEAD);
}

/* The backend's answer: a value, or a package whose elements are the arguments. */
static void dxgk_acpi_answer(void *arg, const struct dxgk_acpi_value *v)
{
	struct dxgk_acpi_out *out = arg;
	struct dxgk_acpi_value element;
	ULONG i;

	if (v->type != DXGK_ACPI_PACKAGE) {
		out->count = 1;
		dxgk_acpi_put_value(out, v);
		return;
	}
	out->count = v->count;
	for (i = 0; i < v->count; i++) {
		dxgk_os_acpi_element(v, i, &element);
		dxgk_acpi_put_value(out, &element);
	}
}

static NTSTATUS dxgk_acpi_eval(struct dxgk_adapter *adapter, ULONG uid,
			       PACPI_EVAL_INPUT_BUFFER_COMPLEX in, ULONG in_size,
			       PACPI_EVAL_OUTPUT_BUFFER out, ULONG out_size)
{
	struct dxgk_acpi_out o = {
		.buffer = (UCHAR *)out,
		.size = out ? out_size : 0,
		.used = (ULONG)DXGK_OUT_HEAD,
	};
	ACPI_EVAL_OUTPUT_BUFFER head = { 0 };
	struct dxgk_acpi_in *args;
	NTSTATUS status;
	char name[5] = { 0 };
	ULONG count;

	__builtin_memcpy(name, in->MethodName, 4);
	count = in->ArgumentCount;
	args = dxgk_os_alloc(sizeof(*args), DXGK_OS_ALLOC_ZERO);
	if (!args)
		return STATUS_INSUFFICIENT_RESOURCES;
	status = count > DXGK_ACPI_MAX_ARGS ? STATUS_INVALID_PARAMETER :
		 dxgk_acpi_parse(args, (const UCHAR *)in + DXGK_IN_HEAD,
				 in_size - (ULONG)DXGK_IN_HEAD, count);
	if (NT_SUCCESS(status))
		status = dxgk_os_acpi_eval(adapter->os, uid == DISPLAY_ADAPTER_HW_ID, uid & 0xffff,
					   name, args->value, count, args->used,
					   dxgk_acpi_answer, &o);
	dxgk_os_free(args);
	if (!NT_SUCCESS(status) || !out)
		return status;
	head.Signature = ACPI_EVAL_OUTPUT_BUFFER_SIGNATURE;
	head.Length = o.used;
	head.Count = o.used <= o.size ? o.count : 0;
	dxgk_acpi_put(&o, 0, &head, (ULONG)DXGK_OUT_HEAD);
	return o.used <= o.size ? STATUS_SUCCESS : STATUS_BUFFER_OVERFLOW;
}

/**
 * DxgkCbEvalAcpiMethod() - evaluate a control method of the adapter or a child
 * @DeviceHandle: from DXGKRNL_INTERFACE
 * @DeviceUid: DISPLAY_ADAPTER_HW_ID for the adapter; else a child, whose lower 16
 *	bits are the lower ones of its _ADR
 * @AcpiInputBuffer: method and arguments; Signature is
 *	ACPI_EVAL_INPUT_BUFFER_COMPLEX_SIGNATURE or DXGK_ACPI_PASS_ARGS_TO_CHILDREN,
 *	and the former when this returns
 * @AcpiInputSize: bytes there
 * @AcpiOutputBuffer: what the method returned; a package as its elements; NULL when
 *	nobody wants it
 * @AcpiOutputSize: bytes there; Length in it says how many are needed, if it has room
 *	for that
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_BUFFER_OVERFLOW, the method having run;
 * STATUS_INVALID_PARAMETER for the handle, a pointer, a signature or arguments that
 * make no sense; STATUS_NOT_SUPPORTED without ACPI, or for a device that is not in
 * its namespace; STATUS_OBJECT_NAME_NOT_FOUND for a method that is not there;
 * STATUS_ACPI_* for one that failed; STATUS_INSUFFICIENT_RESOURCES.
 *
 * Follows "DXGKCB_EVAL_ACPI_METHOD callback function (dispmprt.h)".
 */
NTSTATUS NTAPI DxgkCbEvalAcpiMethod(HANDLE DeviceHandle, ULONG DeviceUid,
				    PACPI_EVAL_INPUT_BUFFER_COMPLEX AcpiInputBuffer,
				    ULONG AcpiInputSize, PACPI_EVAL_OUTPUT_BUFFER AcpiOutputBuffer,
				    ULONG AcpiOutputSize)
{
	NTSTATUS status = STATUS_INVALID_PARAMETER;

	DXGK_CB_ENTER_SLEEPING(adapter, DeviceHandle);
	if (AcpiInputBuffer && AcpiInputSize >= DXGK_IN_HEAD &&
	    (AcpiInputBuffer->Signature == ACPI_EVAL_INPUT_BUFFER_COMPLEX_SIGNATURE ||
	     AcpiInputBuffer->Signature == DXGK_ACPI_PASS_ARGS_TO_CHILDREN)) {
		AcpiInputBuffer->Signature = ACPI_EVAL_INPUT_BUFFER_COMPLEX_SIGNATURE;
		status = dxgk_acpi_eval(adapter, DeviceUid, AcpiInputBuffer, AcpiInputSize,
					AcpiOutputBuffer, AcpiOutputSize);
	}
	dxgk_handle_put(DeviceHandle);
	return status;
}
