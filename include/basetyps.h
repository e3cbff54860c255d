/* SPDX-License-Identifier: MIT */
/* How interfaces of objects are declared. */
#ifndef _BASETYPS_H_
#define _BASETYPS_H_

#include "ntdef.h"
#include "guiddef.h"

#ifndef STDMETHODCALLTYPE
#define STDMETHODCALLTYPE
#define STDMETHODVCALLTYPE
#define STDAPICALLTYPE
#define STDAPIVCALLTYPE
#endif

#ifndef STDAPI
#define STDAPI EXTERN_C HRESULT STDAPICALLTYPE
#define STDAPI_(type) EXTERN_C type STDAPICALLTYPE
#define STDMETHODIMP HRESULT STDMETHODCALLTYPE
#define STDMETHODIMP_(type) type STDMETHODCALLTYPE
#endif

#ifdef __cplusplus
#ifndef interface
#define interface struct
#endif
#ifndef PURE
#define PURE = 0
#endif
#ifndef THIS_
#define THIS_
#define THIS void
#endif
#ifndef STDMETHOD
#define STDMETHOD(method) virtual HRESULT STDMETHODCALLTYPE method
#define STDMETHOD_(type, method) virtual type STDMETHODCALLTYPE method
#endif
#ifndef DECLARE_INTERFACE
#define DECLARE_INTERFACE(name) struct name
#define DECLARE_INTERFACE_(name, base) struct name : public base
#endif
#endif

#endif /* _BASETYPS_H_ */
