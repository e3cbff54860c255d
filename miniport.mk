# SPDX-License-Identifier: GPL-2.0-only OR MIT
#
# Builds Windows display miniports as kernel modules. In a Kbuild file:
#
#	miniport-m := mydod
#	mydod-sources := entry.cpp mode.cpp hw/regs.c
#	mydod-inf := mydod.inf                  # or mydod-pci-ids := 1234:1111
#	mydod-ddi-version := 0x300E             # DXGKDDI_INTERFACE_VERSION
#	include $(DXGK)/miniport.mk
#
# and then: make -C /lib/modules/$(uname -r)/build M=$PWD DXGK=/path/to/dxgk
#
# Further variables, all optional:
#	mydod-includes      directories of headers, relative to the Kbuild
#	mydod-defines       macros: NAME or NAME=value
#	mydod-cflags        options for C and C++ (they come last, so they win)
#	mydod-cxxflags      options for C++ alone
#	mydod-debug := y    a checked build: DBG=1 instead of NDEBUG
#	mydod-ntddi         NTDDI_VERSION (default 0x0A00000C)
#	mydod-messages      without an INF: how many interrupt messages (MSI, MSI-X) the
#	                    driver takes at most (default 0: it takes the line)
#	mydod-entry         the entry point, if it is not DriverEntry
#	mydod-license       MODULE_LICENSE (default "Dual MIT/GPL")
#	mydod-description   MODULE_DESCRIPTION
#	DXGK_CLANG          the compiler, 16 or newer (default: the newest of 19 to 16)

dxgk-dir := $(patsubst %/,%,$(dir $(abspath $(lastword $(MAKEFILE_LIST)))))
dxgk-tools := $(dxgk-dir)/tools/miniport

# dxgk.ko's own build, for modpost: beside the sources, or in build/<release>.
dxgk-symvers := $(firstword $(wildcard $(dxgk-dir)/build/$(KERNELRELEASE)/Module.symvers \
			 $(dxgk-dir)/Module.symvers))
ifneq ($(abspath $(dir $(dxgk-symvers))),$(abspath $(KBUILD_EXTMOD)))
ifeq ($(filter $(dxgk-symvers),$(KBUILD_EXTRA_SYMBOLS)),)
KBUILD_EXTRA_SYMBOLS += $(dxgk-symvers)
endif
endif

# As a project file on Windows lists them.
$(foreach m,$(miniport-m),$(foreach v,sources includes inf,$(if $(findstring \,$($(m)-$(v))),\
	$(eval $(m)-$(v) := $(subst \,/,$($(m)-$(v)))))))

clean-files += crt-miniport $(addsuffix -miniport,$(miniport-m))

# Kbuild reads this file again for modpost, clean and install; only a build
# needs the rest.
ifneq ($(filter %/Makefile.build,$(MAKEFILE_LIST)),)

ifneq ($(SRCARCH),x86)
$(error miniport.mk: miniports are built for x86-64 only)
endif
ifdef CONFIG_CFI_CLANG
$(error miniport.mk: this kernel checks indirect calls (CONFIG_CFI_CLANG), which miniports do not carry)
endif

ifndef DXGK_CLANG
DXGK_CLANG := $(firstword $(foreach v,-19 -21 -20 -18 -17 -16,$(if $(shell command -v clang$(v) 2>/dev/null),clang$(v))))
ifeq ($(DXGK_CLANG),)
DXGK_CLANG := clang
endif
endif
dxgk-clang-version := $(firstword $(subst ., ,$(shell $(DXGK_CLANG) -dumpversion 2>/dev/null)))
ifeq ($(filter-out 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15,$(dxgk-clang-version)),)
$(error miniport.mk: miniports need clang 16 or newer ($(DXGK_CLANG) is $(or $(dxgk-clang-version),missing)): install clang-19, or set DXGK_CLANG)
endif

dxgk-cflags := -isystem $(shell $(DXGK_CLANG) -print-resource-dir)/include

dxgk-cc-option = $(shell $(DXGK_CLANG) -target x86_64-pc-windows-elf -Werror $(1) \
			-c -x $(or $(2),c) /dev/null -o /dev/null 2>/dev/null && echo "$(1)")

# What the kernel hardens its own objects with, in clang's words.
dxgk-kernel-has = $(filter $(1),$(KBUILD_CPPFLAGS) $(KBUILD_CFLAGS) $(KBUILD_CFLAGS_MODULE))

ifneq ($(call dxgk-kernel-has,-mindirect-branch=thunk-extern -mretpoline-external-thunk),)
dxgk-cflags += -mretpoline-external-thunk
endif
ifneq ($(call dxgk-kernel-has,-mindirect-branch-cs-prefix),)
dxgk-cflags += $(call dxgk-cc-option,-mindirect-branch-cs-prefix)
endif
dxgk-cflags += $(call dxgk-kernel-has,-mfunction-return=thunk-extern)
dxgk-cflags += $(call dxgk-kernel-has,-mharden-sls=all)
ifneq ($(call dxgk-kernel-has,-fcf-protection=branch),)
dxgk-cflags += -fcf-protection=branch -fno-jump-tables
else
dxgk-cflags += -fcf-protection=none
endif
dxgk-cflags += $(foreach f,$(call dxgk-kernel-has,-fpatchable-function-entry=% -falign-functions=% \
		-fzero-call-used-regs=% -ftrivial-auto-var-init=% -fno-omit-frame-pointer \
		-fno-optimize-sibling-calls),$(call dxgk-cc-option,$(f)))
# pahole, which makes the module's BTF, knows the types of C only.
dxgk-cflags += $(if $(call dxgk-kernel-has,-g -gdwarf-4 -gdwarf-5),-gdwarf-4 \
		$(if $(CONFIG_DEBUG_INFO_BTF_MODULES),-gline-tables-only,-g))
dxgk-cxxflags := $(call dxgk-cc-option,-fcheck-new,c++)

dxgk-crt-sources := $(wildcard $(dxgk-dir)/shim/crt/*.c $(dxgk-dir)/shim/crt/*.cpp)

dxgk-flag-files := $(addprefix $(dxgk-tools)/,cflags cflags-c cflags-cxx cflags-dialect lower-ir cc)
dxgk-lang = $(if $(filter %.c,$(1)),c,cxx)

# In three steps: clang says in intermediate code what the source means, lower-ir
# writes out what ELF has no form for (see there), and clang compiles that.
quiet_cmd_miniport_cc = MPCC [M] $@
      cmd_miniport_cc = mkdir -p $(@D); \
	$(if $(filter cxx,$(call dxgk-lang,$(miniport-source))),$(dxgk-tools)/cc) \
	$(DXGK_CLANG) -Wp,-MMD,$(depfile) @$(dxgk-tools)/cflags \
		@$(dxgk-tools)/cflags-$(call dxgk-lang,$(miniport-source)) -O2 $(dxgk-cflags) \
		$(if $(filter cxx,$(call dxgk-lang,$(miniport-source))),$(dxgk-cxxflags)) \
		$(miniport-cflags) @$(dxgk-tools)/cflags-dialect -Xclang -disable-llvm-passes \
		-S -emit-llvm -o $@.ll $(miniport-source); \
	$(dxgk-tools)/lower-ir $@.ll $@.ll; \
	$(DXGK_CLANG) @$(dxgk-tools)/cflags -O2 $(dxgk-cflags) $(miniport-cflags) \
		-Wno-unused-command-line-argument -x ir -c -o $@ $@.ll; rm -f $@.ll

quiet_cmd_miniport_ar = MPAR [M] $@
      cmd_miniport_ar = rm -f $@; $(AR) cDrs $@ $(real-prereqs)

      cmd_miniport_vfs = mkdir -p $(@D); \
	$(CONFIG_SHELL) $(dxgk-tools)/overlay.sh $@ $(@D)/tmh $(miniport-dirs)

      cmd_miniport_exports = mkdir -p $(@D); \
	$(CONFIG_SHELL) $(dxgk-tools)/exports.sh "$(miniport-symvers)" $(dxgk-dir)/shim/exports.list \
	$(dxgk-dir)/shim $(dxgk-dir)/linux-module > $@.tmp; \
	if cmp -s $@.tmp $@; then rm -f $@.tmp; else mv $@.tmp $@; fi

# One object without what nobody uses (the run-time's functions that the miniport
# brings itself among it), of which only the entry points stay visible: renamed, the
# run-time cannot be captured by the kernel's objects beside it, nor theirs by
# it. Without file names: objtool takes several for a linked kernel image.
quiet_cmd_miniport_ld = MPLD [M] $@
      cmd_miniport_ld = \
	$(LD) $(KBUILD_LDFLAGS) -r --force-group-allocation -T $(dxgk-tools)/miniport.lds \
		--gc-sections -e $(miniport-entry) -u __miniport_run_atexit -o $@ $(miniport-objects) $(miniport-crt); \
	NM="$(NM)" OBJDUMP="$(OBJDUMP)" $(CONFIG_SHELL) $(dxgk-tools)/check-symbols.sh \
		$(miniport-name) $(miniport-entry) $@ $(objtree)/Module.symvers \
		$(@D)/exports -- $(miniport-objects) $(miniport-crt); \
	$(READELF) -sW $@ | $(AWK) '$$4 == "FILE" { print $$8 }' > $@.files; \
	$(NM) -g --defined-only $(miniport-crt) | \
		$(AWK) 'NF == 3 && $$3 !~ /^(_Z|__miniport_)/ { print $$3, "miniport_" $$3 }' > $@.names; \
	$(OBJCOPY) --strip-symbols=$@.files --redefine-sym $(miniport-entry)=__miniport_entry \
		--redefine-syms=$@.names \
		--keep-global-symbols=$(dxgk-tools)/visible-names $@ \
	$(cmd_objtool)

quiet_cmd_miniport_gen = MPGEN [M] $@
      cmd_miniport_gen = mkdir -p $(@D); \
	$(CONFIG_SHELL) $(dxgk-tools)/module-c.sh $(miniport-name) '$(miniport-ddi)' \
		'$(miniport-license)' '$(call escsq,$(miniport-description))' \
		'$(miniport-tables)' '$(miniport-messages)' $(miniport-ids) > $@

quiet_cmd_miniport_inf = INF2IDS $@
      cmd_miniport_inf = mkdir -p $(@D); $(dxgk-dir)/tools/inf2ids $< > $@

# $(1) miniport, $(2) source file
dxgk-object = $(1)-miniport/$(subst /,__,$(patsubst /%,%,$(subst ../,up__,$(2)))).o
dxgk-path = $(abspath $(filter /%,$(1)) $(addprefix $(src)/,$(filter-out /%,$(1))))
dxgk-crt-object = crt-miniport/$(notdir $(1)).o

# $(1) source as an absolute path, $(2) object, $(3) overlay
define dxgk-compile-rule
targets += $(2)
$(obj)/$(2): private miniport-source := $(1)
$(obj)/$(2): $(1) $(dxgk-flag-files) $(3) FORCE
	$$(call if_changed_dep,miniport_cc)
endef

# The run-time: what dxgk's own build made for the sample, for the same kernel; in
# that build itself, and where there was none, one for all miniports of this directory.
dxgk-crt := $(filter-out $(abspath $(obj))/%,$(firstword $(wildcard \
	$(addsuffix /samples/bochs_dod/crt-miniport/crt.a,$(dxgk-dir)/build/$(KERNELRELEASE) $(dxgk-dir)))))
ifeq ($(dxgk-crt),)
dxgk-crt := $(obj)/crt-miniport/crt.a
dxgk-crt-objects := $(foreach s,$(dxgk-crt-sources),$(call dxgk-crt-object,$(s)))
$(foreach s,$(dxgk-crt-sources),$(eval $(call dxgk-compile-rule,$(s),$(call dxgk-crt-object,$(s)))))
$(obj)/crt-miniport/%.o: miniport-cflags := -fno-builtin -Wall -Wextra -Werror \
	$(if $(filter -mfunction-return=%,$(dxgk-cflags)),-DDXGK_CRT_RETHUNK) \
	$(addprefix -DDXGK_CRT_PADDING=,$(lastword $(subst $(comma), ,$(filter -fpatchable-function-entry=%,$(dxgk-cflags)))))
$(obj)/crt-miniport/crt.a: $(addprefix $(obj)/,$(dxgk-crt-objects)) FORCE
	$(call if_changed,miniport_ar)
targets += crt-miniport/crt.a
endif

# Each word once, in its first place.
dxgk-uniq = $(if $(1),$(firstword $(1)) $(call dxgk-uniq,$(filter-out $(firstword $(1)),$(1))))

define dxgk-miniport-rules
ifeq ($(strip $($(1)-sources)),)
$$(error miniport.mk: $(1)-sources is empty)
endif
ifneq ($(filter-out %.c %.cc %.cpp %.cxx,$($(1)-sources)),)
$$(error miniport.mk: $(1)-sources: neither C nor C++: $(filter-out %.c %.cc %.cpp %.cxx,$($(1)-sources)))
endif
obj-m += $(1).o
$(1)-y := $(1)-miniport/module.o $(1)-miniport/miniport.o
$(1)-dirs := $$(call dxgk-uniq,$(abspath $(src)) $(foreach d,$($(1)-includes),$(call dxgk-path,$(d))) \
		$(foreach s,$($(1)-sources),$(abspath $(dir $(call dxgk-path,$(s))))))
$(1)-objs-win := $(foreach s,$($(1)-sources),$(call dxgk-object,$(1),$(s)))

targets += $$(addprefix $(1)-miniport/,overlay.json exports module.c tables.h miniport.o)
CFLAGS_$(1)-miniport/module.o := -I$(dxgk-dir)/linux-module -Werror

$(obj)/$(1)-miniport/%: private miniport-name := $(1)
$(obj)/$(1)-miniport/overlay.json: private miniport-dirs = $$($(1)-dirs) $(dxgk-dir)/include
$(obj)/$(1)-miniport/overlay.json: FORCE
	$$(call cmd,miniport_vfs)

$(obj)/$(1)-miniport/exports: private miniport-symvers := $(filter-out $(abspath $(KBUILD_EXTMOD))/Module.symvers,$(dxgk-symvers))
$(obj)/$(1)-miniport/exports: FORCE
	$$(call cmd,miniport_exports)

$(obj)/$(1)-miniport/%.o: miniport-cflags = \
	-ivfsoverlay $(obj)/$(1)-miniport/overlay.json \
	$$(addprefix -I,$$($(1)-dirs)) -I$(dxgk-dir)/include -I$(dxgk-dir)/include/crt -idirafter $(obj)/$(1)-miniport/tmh \
	-DDXGKDDI_INTERFACE_VERSION=$($(1)-ddi-version) \
	-DNTDDI_VERSION=$(or $($(1)-ntddi),0x0A00000C) -D_WIN32_WINNT=0x0A00 -DWINVER=0x0A00 \
	$(if $(filter y 1,$($(1)-debug)),-DDBG=1,-DNDEBUG) \
	$(addprefix -D,$($(1)-defines)) $($(1)-cflags)
$(obj)/$(1)-miniport/%.cc.o $(obj)/$(1)-miniport/%.cpp.o $(obj)/$(1)-miniport/%.cxx.o: miniport-cflags += $($(1)-cxxflags)

$(foreach s,$($(1)-sources),$(eval $(call dxgk-compile-rule,$(call dxgk-path,$(s)),$(call dxgk-object,$(1),$(s)),$(obj)/$(1)-miniport/overlay.json)))

$(obj)/$(1)-miniport/miniport.o: private miniport-objects = $$(addprefix $(obj)/,$$($(1)-objs-win))
$(obj)/$(1)-miniport/miniport.o: private miniport-crt = $(dxgk-crt)
$(obj)/$(1)-miniport/miniport.o: private miniport-entry = $(or $($(1)-entry),DriverEntry)
$(obj)/$(1)-miniport/miniport.o: $$(addprefix $(obj)/,$$($(1)-objs-win)) $(dxgk-crt) \
		$(obj)/$(1)-miniport/exports $(dxgk-tools)/miniport.lds \
		$(dxgk-tools)/visible-names $(dxgk-tools)/check-symbols.sh FORCE
	$$(call if_changed,miniport_ld)

$(obj)/$(1)-miniport/module.c: private miniport-ddi := $($(1)-ddi-version)
$(obj)/$(1)-miniport/module.c: private miniport-license := $(or $($(1)-license),Dual MIT/GPL)
$(obj)/$(1)-miniport/module.c: private miniport-description = $(or $($(1)-description),Windows display miniport $(1))
$(obj)/$(1)-miniport/module.c: private miniport-ids := $($(1)-pci-ids)
$(obj)/$(1)-miniport/module.c: private miniport-messages := $($(1)-messages)
$(obj)/$(1)-miniport/module.c: private miniport-tables := $(if $($(1)-inf),$(obj)/$(1)-miniport/tables.h)
$(obj)/$(1)-miniport/module.c: $(dxgk-tools)/module-c.sh $(if $($(1)-inf),$(obj)/$(1)-miniport/tables.h) FORCE
	$$(call if_changed,miniport_gen)

$(if $($(1)-inf),
$(obj)/$(1)-miniport/tables.h: $(call dxgk-path,$($(1)-inf)) $(dxgk-dir)/tools/inf2ids FORCE
	$$(call if_changed,miniport_inf)
)
endef

$(foreach m,$(miniport-m),$(eval $(call dxgk-miniport-rules,$(m))))

endif
