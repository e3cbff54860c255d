/* SPDX-License-Identifier: MIT */
/* Registers of PCI Express capabilities. */
#ifndef _DXGK_NT_PCIEX_H_
#define _DXGK_NT_PCIEX_H_

#include "pci.h"

typedef enum {
	PciExpressEndpoint,
	PciExpressLegacyEndpoint,
	PciExpressRootPort = 4,
	PciExpressUpstreamSwitchPort,
	PciExpressDownstreamSwitchPort,
	PciExpressToPciXBridge,
	PciXToExpressBridge,
	PciExpressRootComplexIntegratedEndpoint,
	PciExpressRootComplexEventCollector
} PCI_EXPRESS_DEVICE_TYPE;

typedef enum {
	L1_Below1us,
	L1_1us_2us,
	L1_2us_4us,
	L1_4us_8us,
	L1_8us_16us,
	L1_16us_32us,
	L1_32us_64us,
	L1_Above64us
} PCI_EXPRESS_L1_EXIT_LATENCY;

typedef enum {
	PciExpressPciPmLinkSubState_L11_BitIndex,
	PciExpressPciPmLinkSubState_L12_BitIndex,
	PciExpressASPMLinkSubState_L11_BitIndex,
	PciExpressASPMLinkSubState_L12_BitIndex
} PCI_EXPRESS_LINK_SUBSTATE;

typedef union _PCI_EXPRESS_CAPABILITIES_REGISTER {
	USHORT AsUSHORT;
	struct {
		USHORT CapabilityVersion : 4;
		USHORT DeviceType : 4;
		USHORT SlotImplemented : 1;
		USHORT InterruptMessageNumber : 5;
		USHORT Rsvd : 2;
	};
} PCI_EXPRESS_CAPABILITIES_REGISTER, *PPCI_EXPRESS_CAPABILITIES_REGISTER;

typedef union _PCI_EXPRESS_DEVICE_CAPABILITIES_2_REGISTER {
	ULONG AsULONG;
	struct {
		ULONG CompletionTimeoutRangesSupported : 4;
		ULONG CompletionTimeoutDisableSupported : 1;
		ULONG AriForwardingSupported : 1;
		ULONG AtomicOpRoutingSupported : 1;
		ULONG AtomicOpCompleterSupported32Bit : 1;
		ULONG AtomicOpCompleterSupported64Bit : 1;
		ULONG CASCompleterSupported128Bit : 1;
		ULONG NoROEnabledPRPRPassing : 1;
		ULONG LTRMechanismSupported : 1;
		ULONG TPHCompleterSupported : 2;
		ULONG Rsvd : 4;
		ULONG OBFFSupported : 2;
		ULONG ExtendedFmtFieldSuported : 1;
		ULONG EndEndTLPPrefixSupported : 1;
		ULONG MaxEndEndTLPPrefixes : 2;
		ULONG Rsvd2 : 8;
	};
} PCI_EXPRESS_DEVICE_CAPABILITIES_2_REGISTER,
	*PPCI_EXPRESS_DEVICE_CAPABILITIES_2_REGISTER;

typedef union _PCI_EXPRESS_DEVICE_CAPABILITIES_REGISTER {
	ULONG AsULONG;
	struct {
		ULONG MaxPayloadSizeSupported : 3;
		ULONG PhantomFunctionsSupported : 2;
		ULONG ExtendedTagSupported : 1;
		ULONG L0sAcceptableLatency : 3;
		ULONG L1AcceptableLatency : 3;
		ULONG Undefined : 3;
		ULONG RoleBasedErrorReporting : 1;
		ULONG Rsvd1 : 2;
		ULONG CapturedSlotPowerLimit : 8;
		ULONG CapturedSlotPowerLimitScale : 2;
		ULONG FunctionLevelResetCapability : 1;
		ULONG Rsvd2 : 3;
	};
} PCI_EXPRESS_DEVICE_CAPABILITIES_REGISTER, *PPCI_EXPRESS_DEVICE_CAPABILITIES_REGISTER;

typedef union _PCI_EXPRESS_DEVICE_CONTROL_2_REGISTER {
	USHORT AsUSHORT;
	struct {
		USHORT CompletionTimeoutValue : 4;
		USHORT CompletionTimeoutDisable : 1;
		USHORT AriForwardingEnable : 1;
		USHORT AtomicOpRequesterEnable : 1;
		USHORT AtomicOpEgresBlocking : 1;
		USHORT IDORequestEnable : 1;
		USHORT IDOCompletionEnable : 1;
		USHORT LTRMechanismEnable : 1;
		USHORT Rsvd : 2;
		USHORT OBFFEnable : 2;
		USHORT EndEndTLPPrefixBlocking : 1;
	};
} PCI_EXPRESS_DEVICE_CONTROL_2_REGISTER, *PPCI_EXPRESS_DEVICE_CONTROL_2_REGISTER;

typedef union _PCI_EXPRESS_DEVICE_CONTROL_REGISTER {
	USHORT AsUSHORT;
	struct {
		USHORT CorrectableErrorEnable : 1;
		USHORT NonFatalErrorEnable : 1;
		USHORT FatalErrorEnable : 1;
		USHORT UnsupportedRequestErrorEnable : 1;
		USHORT EnableRelaxedOrder : 1;
		USHORT MaxPayloadSize : 3;
		USHORT ExtendedTagEnable : 1;
		USHORT PhantomFunctionsEnable : 1;
		USHORT AuxPowerEnable : 1;
		USHORT NoSnoopEnable : 1;
		USHORT MaxReadRequestSize : 3;
		USHORT BridgeConfigRetryEnable : 1;
	};
	struct {
		USHORT : 15;
		USHORT InitiateFunctionLevelReset : 1;
	};
} PCI_EXPRESS_DEVICE_CONTROL_REGISTER, *PPCI_EXPRESS_DEVICE_CONTROL_REGISTER;

typedef union _PCI_EXPRESS_DEVICE_STATUS_2_REGISTER {
	USHORT AsUSHORT;
	USHORT Rsvd : 16;
} PCI_EXPRESS_DEVICE_STATUS_2_REGISTER, *PPCI_EXPRESS_DEVICE_STATUS_2_REGISTER;

typedef union _PCI_EXPRESS_DEVICE_STATUS_REGISTER {
	USHORT AsUSHORT;
	struct {
		USHORT CorrectableErrorDetected : 1;
		USHORT NonFatalErrorDetected : 1;
		USHORT FatalErrorDetected : 1;
		USHORT UnsupportedRequestDetected : 1;
		USHORT AuxPowerDetected : 1;
		USHORT TransactionsPending : 1;
		USHORT Rsvd : 10;
	};
} PCI_EXPRESS_DEVICE_STATUS_REGISTER, *PPCI_EXPRESS_DEVICE_STATUS_REGISTER;

typedef union _PCI_EXPRESS_L1_PM_SS_CAPABILITIES_REGISTER {
	ULONG AsULONG;
	struct {
		ULONG PciPmL12Supported : 1;
		ULONG PciPmL11Supported : 1;
		ULONG AspmL12Supported : 1;
		ULONG AspmL11Supported : 1;
		ULONG L1PmSsSupported : 1;
		ULONG Rsvd : 3;
		ULONG PortCommonModeRestoreTime : 8;
		ULONG PortTPowerOnScale : 2;
		ULONG Rsvd2 : 1;
		ULONG PortTPowerOnValue : 5;
		ULONG Rsvd3 : 8;
	};
} PCI_EXPRESS_L1_PM_SS_CAPABILITIES_REGISTER,
	*PPCI_EXPRESS_L1_PM_SS_CAPABILITIES_REGISTER;

typedef union _PCI_EXPRESS_L1_PM_SS_CONTROL_1_REGISTER {
	ULONG AsULONG;
	struct {
		ULONG PciPmL12Enabled : 1;
		ULONG PciPmL11Enabled : 1;
		ULONG AspmL12Enabled : 1;
		ULONG AspmL11Enabled : 1;
		ULONG Rsvd : 4;
		ULONG CommonModeRestoreTime : 8;
		ULONG LtrL12ThresholdValue : 10;
		ULONG Rsvd2 : 3;
		ULONG LtrL12ThresholdScale : 3;
	};
} PCI_EXPRESS_L1_PM_SS_CONTROL_1_REGISTER, *PPCI_EXPRESS_L1_PM_SS_CONTROL_1_REGISTER;

typedef union _PCI_EXPRESS_L1_PM_SS_CONTROL_2_REGISTER {
	ULONG AsULONG;
	struct {
		ULONG TPowerOnScale : 2;
		ULONG Rsvd : 1;
		ULONG TPowerOnValue : 5;
		ULONG Rsvd2 : 24;
	};
} PCI_EXPRESS_L1_PM_SS_CONTROL_2_REGISTER, *PPCI_EXPRESS_L1_PM_SS_CONTROL_2_REGISTER;

typedef struct _PCI_EXPRESS_L1_PM_SS_CAPABILITY {
	PCI_EXPRESS_ENHANCED_CAPABILITY_HEADER Header;
	PCI_EXPRESS_L1_PM_SS_CAPABILITIES_REGISTER L1PmSsCapabilities;
	PCI_EXPRESS_L1_PM_SS_CONTROL_1_REGISTER L1PmSsControl1;
	PCI_EXPRESS_L1_PM_SS_CONTROL_2_REGISTER L1PmSsControl2;
} PCI_EXPRESS_L1_PM_SS_CAPABILITY, *PPCI_EXPRESS_L1_PM_SS_CAPABILITY;

typedef struct _PCI_EXPRESS_LANE_ERROR_STATUS {
	ULONG LaneBitmap;
} PCI_EXPRESS_LANE_ERROR_STATUS, *PPCI_EXPRESS_LANE_ERROR_STATUS;

typedef union _PCI_EXPRESS_LINK_CAPABILITIES_2_REGISTER {
	ULONG AsULONG;
	struct {
		ULONG Rsvd0 : 1;
		ULONG SupportedLinkSpeedsVector : 7;
		ULONG Rsvd8_31 : 24;
	};
} PCI_EXPRESS_LINK_CAPABILITIES_2_REGISTER, *PPCI_EXPRESS_LINK_CAPABILITIES_2_REGISTER;

typedef union _PCI_EXPRESS_LINK_CAPABILITIES_REGISTER {
	ULONG AsULONG;
	struct {
		ULONG MaximumLinkSpeed : 4;
		ULONG MaximumLinkWidth : 6;
		ULONG ActiveStatePMSupport : 2;
		ULONG L0sExitLatency : 3;
		ULONG L1ExitLatency : 3;
		ULONG ClockPowerManagement : 1;
		ULONG SurpriseDownErrorReportingCapable : 1;
		ULONG DataLinkLayerActiveReportingCapable : 1;
		ULONG LinkBandwidthNotificationCapability : 1;
		ULONG AspmOptionalityCompliance : 1;
		ULONG Rsvd : 1;
		ULONG PortNumber : 8;
	};
} PCI_EXPRESS_LINK_CAPABILITIES_REGISTER, *PPCI_EXPRESS_LINK_CAPABILITIES_REGISTER;

typedef struct _PCI_EXPRESS_LINK_CONTROL3 {
	union {
		ULONG AsULONG;
		struct {
			ULONG PerformEq : 1;
			ULONG LinkEqIntEn : 1;
			ULONG Reserved : 30;
		};
	};
} PCI_EXPRESS_LINK_CONTROL3, *PPCI_EXPRESS_LINK_CONTROL3;

typedef union _PCI_EXPRESS_LINK_CONTROL_2_REGISTER {
	USHORT AsUSHORT;
	struct {
		USHORT TargetLinkSpeed : 4;
		USHORT Rsvd4_15 : 12;
	};
} PCI_EXPRESS_LINK_CONTROL_2_REGISTER, *PPCI_EXPRESS_LINK_CONTROL_2_REGISTER;

typedef union _PCI_EXPRESS_LINK_CONTROL_REGISTER {
	struct {
		USHORT ActiveStatePMControl : 2;
		USHORT Rsvd1 : 1;
		USHORT ReadCompletionBoundary : 1;
		USHORT LinkDisable : 1;
		USHORT RetrainLink : 1;
		USHORT CommonClockConfig : 1;
		USHORT ExtendedSynch : 1;
		USHORT EnableClockPowerManagement : 1;
		USHORT Rsvd2 : 7;
	};
	USHORT AsUSHORT;
} PCI_EXPRESS_LINK_CONTROL_REGISTER, *PPCI_EXPRESS_LINK_CONTROL_REGISTER;

typedef union _PCI_EXPRESS_LINK_STATUS_2_REGISTER {
	USHORT AsUSHORT;
	USHORT Rsvd0_15 : 16;
} PCI_EXPRESS_LINK_STATUS_2_REGISTER, *PPCI_EXPRESS_LINK_STATUS_2_REGISTER;

typedef union _PCI_EXPRESS_LINK_STATUS_REGISTER {
	USHORT AsUSHORT;
	struct {
		USHORT LinkSpeed : 4;
		USHORT LinkWidth : 6;
		USHORT Undefined : 1;
		USHORT LinkTraining : 1;
		USHORT SlotClockConfig : 1;
		USHORT DataLinkLayerActive : 1;
		USHORT Rsvd : 2;
	};
} PCI_EXPRESS_LINK_STATUS_REGISTER, *PPCI_EXPRESS_LINK_STATUS_REGISTER;

typedef union _PCI_EXPRESS_LTR_MAX_LATENCY_REGISTER {
	ULONG AsULONG;
	struct {
		ULONG MaxSnoopLatencyValue : 10;
		ULONG MaxSnoopLatencyScale : 3;
		ULONG Rsvd : 2;
		ULONG MaxSnoopRequirement : 1;
		ULONG MaxNoSnoopLatencyValue : 10;
		ULONG MaxNoSnoopLatencyScale : 3;
		ULONG Rsvd2 : 2;
		ULONG MaxNoSnoopRequirement : 1;
	};
} PCI_EXPRESS_LTR_MAX_LATENCY_REGISTER, *PPCI_EXPRESS_LTR_MAX_LATENCY_REGISTER;

typedef struct _PCI_EXPRESS_LTR_CAPABILITY {
	PCI_EXPRESS_ENHANCED_CAPABILITY_HEADER Header;
	PCI_EXPRESS_LTR_MAX_LATENCY_REGISTER Latency;
} PCI_EXPRESS_LTR_CAPABILITY, *PPCI_EXPRESS_LTR_CAPABILITY;

typedef union _PCI_EXPRESS_PME_REQUESTOR_ID {
	USHORT AsUSHORT;
	struct {
		USHORT FunctionNumber : 3;
		USHORT DeviceNumber : 5;
		USHORT BusNumber : 8;
	};
} PCI_EXPRESS_PME_REQUESTOR_ID, *PPCI_EXPRESS_PME_REQUESTOR_ID;

typedef union _PCI_EXPRESS_RESIZABLE_BAR_CAPABILITY_REGISTER {
	ULONG AsULONG;
	struct {
		ULONG Rsvd : 4;
		ULONG SizesSupported : 20;
		ULONG Rsvd2 : 8;
	};
} PCI_EXPRESS_RESIZABLE_BAR_CAPABILITY_REGISTER,
	*PPCI_EXPRESS_RESIZABLE_BAR_CAPABILITY_REGISTER;

typedef union _PCI_EXPRESS_RESIZABLE_BAR_CONTROL_REGISTER {
	ULONG AsULONG;
	struct {
		ULONG BarIndex : 3;
		ULONG Rsvd : 2;
		ULONG NumberOfResizableBars : 3;
	};
} PCI_EXPRESS_RESIZABLE_BAR_CONTROL_REGISTER,
	*PPCI_EXPRESS_RESIZABLE_BAR_CONTROL_REGISTER;

typedef struct _PCI_EXPRESS_RESIZABLE_BAR_ENTRY {
	PCI_EXPRESS_RESIZABLE_BAR_CAPABILITY_REGISTER Capability;
	PCI_EXPRESS_RESIZABLE_BAR_CONTROL_REGISTER Control;
} PCI_EXPRESS_RESIZABLE_BAR_ENTRY, *PPCI_EXPRESS_RESIZABLE_BAR_ENTRY;

typedef struct _PCI_EXPRESS_RESIZABLE_BAR_CAPABILITY {
	PCI_EXPRESS_ENHANCED_CAPABILITY_HEADER Header;
	PCI_EXPRESS_RESIZABLE_BAR_ENTRY Entry[6];
} PCI_EXPRESS_RESIZABLE_BAR_CAPABILITY, *PPCI_EXPRESS_RESIZABLE_BAR_CAPABILITY;

typedef union _PCI_EXPRESS_ROOT_CAPABILITIES_REGISTER {
	USHORT AsUSHORT;
	struct {
		USHORT CRSSoftwareVisibility : 1;
		USHORT Rsvd : 15;
	};
} PCI_EXPRESS_ROOT_CAPABILITIES_REGISTER, *PPCI_EXPRESS_ROOT_CAPABILITIES_REGISTER;

typedef union _PCI_EXPRESS_ROOT_CONTROL_REGISTER {
	USHORT AsUSHORT;
	struct {
		USHORT CorrectableSerrEnable : 1;
		USHORT NonFatalSerrEnable : 1;
		USHORT FatalSerrEnable : 1;
		USHORT PMEInterruptEnable : 1;
		USHORT CRSSoftwareVisibilityEnable : 1;
		USHORT Rsvd : 11;
	};
} PCI_EXPRESS_ROOT_CONTROL_REGISTER, *PPCI_EXPRESS_ROOT_CONTROL_REGISTER;

typedef union _PCI_EXPRESS_ROOT_STATUS_REGISTER {
	ULONG AsULONG;
	struct {
		ULONG PMERequestorId : 16;
		ULONG PMEStatus : 1;
		ULONG PMEPending : 1;
		ULONG Rsvd : 14;
	};
} PCI_EXPRESS_ROOT_STATUS_REGISTER, *PPCI_EXPRESS_ROOT_STATUS_REGISTER;

typedef struct _PCI_EXPRESS_SECONDARY_CAPABILITY {
	PCI_EXPRESS_ENHANCED_CAPABILITY_HEADER Header;
	PCI_EXPRESS_LINK_CONTROL3 LinkControl3;
	PCI_EXPRESS_LANE_ERROR_STATUS LaneErrorStatus;
} PCI_EXPRESS_SECONDARY_CAPABILITY, *PPCI_EXPRESS_SECONDARY_CAPABILITY;

typedef union _PCI_EXPRESS_SLOT_CAPABILITIES_REGISTER {
	ULONG AsULONG;
	struct {
		ULONG AttentionButtonPresent : 1;
		ULONG PowerControllerPresent : 1;
		ULONG MRLSensorPresent : 1;
		ULONG AttentionIndicatorPresent : 1;
		ULONG PowerIndicatorPresent : 1;
		ULONG HotPlugSurprise : 1;
		ULONG HotPlugCapable : 1;
		ULONG SlotPowerLimit : 8;
		ULONG SlotPowerLimitScale : 2;
		ULONG ElectromechanicalLockPresent : 1;
		ULONG NoCommandCompletedSupport : 1;
		ULONG PhysicalSlotNumber : 13;
	};
} PCI_EXPRESS_SLOT_CAPABILITIES_REGISTER, *PPCI_EXPRESS_SLOT_CAPABILITIES_REGISTER;

typedef union _PCI_EXPRESS_SLOT_CONTROL_REGISTER {
	USHORT AsUSHORT;
	struct {
		USHORT AttentionButtonEnable : 1;
		USHORT PowerFaultDetectEnable : 1;
		USHORT MRLSensorEnable : 1;
		USHORT PresenceDetectEnable : 1;
		USHORT CommandCompletedEnable : 1;
		USHORT HotPlugInterruptEnable : 1;
		USHORT AttentionIndicatorControl : 2;
		USHORT PowerIndicatorControl : 2;
		USHORT PowerControllerControl : 1;
		USHORT ElectromechanicalLockControl : 1;
		USHORT DataLinkStateChangeEnable : 1;
		USHORT Rsvd : 3;
	};
} PCI_EXPRESS_SLOT_CONTROL_REGISTER, *PPCI_EXPRESS_SLOT_CONTROL_REGISTER;

typedef union _PCI_EXPRESS_SLOT_STATUS_REGISTER {
	USHORT AsUSHORT;
	struct {
		USHORT AttentionButtonPressed : 1;
		USHORT PowerFaultDetected : 1;
		USHORT MRLSensorChanged : 1;
		USHORT PresenceDetectChanged : 1;
		USHORT CommandCompleted : 1;
		USHORT MRLSensorState : 1;
		USHORT PresenceDetectState : 1;
		USHORT ElectromechanicalLockEngaged : 1;
		USHORT DataLinkStateChanged : 1;
		USHORT Rsvd : 7;
	};
} PCI_EXPRESS_SLOT_STATUS_REGISTER, *PPCI_EXPRESS_SLOT_STATUS_REGISTER;

typedef union _PCI_EXPRESS_ACS_CAPABILITY_REGISTER {
	USHORT AsUSHORT;
	struct {
		USHORT SourceValidation : 1;
		USHORT TranslationBlocking : 1;
		USHORT RequestRedirect : 1;
		USHORT CompletionRedirect : 1;
		USHORT UpstreamForwarding : 1;
		USHORT EgressControl : 1;
		USHORT DirectTranslation : 1;
		USHORT EnhancedCapability : 1;
		USHORT EgressControlVectorSize : 8;
	};
} PCI_EXPRESS_ACS_CAPABILITY_REGISTER, *PPCI_EXPRESS_ACS_CAPABILITY_REGISTER;

typedef union _PCI_EXPRESS_ACS_CONTROL {
	USHORT AsUSHORT;
	struct {
		USHORT SourceValidation : 1;
		USHORT TranslationBlocking : 1;
		USHORT RequestRedirect : 1;
		USHORT CompletionRedirect : 1;
		USHORT UpstreamForwarding : 1;
		USHORT EgressControl : 1;
		USHORT DirectTranslation : 1;
		USHORT IoBlocking : 1;
		USHORT DspMemoryControl : 2;
		USHORT UspMemoryControl : 2;
		USHORT UnclaimedRedirect : 1;
	};
} PCI_EXPRESS_ACS_CONTROL, *PPCI_EXPRESS_ACS_CONTROL;

typedef struct _PCI_EXPRESS_ACS_CAPABILITY {
	PCI_EXPRESS_ENHANCED_CAPABILITY_HEADER Header;
	PCI_EXPRESS_ACS_CAPABILITY_REGISTER Capability;
	PCI_EXPRESS_ACS_CONTROL Control;
	ULONG EgressControl[ANYSIZE_ARRAY];
} PCI_EXPRESS_ACS_CAPABILITY, *PPCI_EXPRESS_ACS_CAPABILITY;

typedef union _PCI_EXPRESS_AER_CAPABILITIES {
	ULONG AsULONG;
	struct {
		ULONG FirstErrorPointer : 5;
		ULONG ECRCGenerationCapable : 1;
		ULONG ECRCGenerationEnable : 1;
		ULONG ECRCCheckCapable : 1;
		ULONG ECRCCheckEnable : 1;
		ULONG MultipleHeaderRecordingCapable : 1;
		ULONG MultipleHeaderRecordingEnable : 1;
		ULONG TlpPrefixLogPresent : 1;
		ULONG Reserved : 20;
	};
} PCI_EXPRESS_AER_CAPABILITIES, *PPCI_EXPRESS_AER_CAPABILITIES;

typedef union _PCI_EXPRESS_CORRECTABLE_ERROR_MASK {
	ULONG AsULONG;
	struct {
		ULONG ReceiverError : 1;
		ULONG Reserved1 : 5;
		ULONG BadTLP : 1;
		ULONG BadDLLP : 1;
		ULONG ReplayNumRollover : 1;
		ULONG Reserved2 : 3;
		ULONG ReplayTimerTimeout : 1;
		ULONG AdvisoryNonFatalError : 1;
		ULONG CorrectedInternalError : 1;
		ULONG HeaderLogOverflow : 1;
		ULONG Reserved3 : 16;
	};
} PCI_EXPRESS_CORRECTABLE_ERROR_MASK;

typedef union _PCI_EXPRESS_CORRECTABLE_ERROR_STATUS {
	ULONG AsULONG;
	struct {
		ULONG ReceiverError : 1;
		ULONG Reserved1 : 5;
		ULONG BadTLP : 1;
		ULONG BadDLLP : 1;
		ULONG ReplayNumRollover : 1;
		ULONG Reserved2 : 3;
		ULONG ReplayTimerTimeout : 1;
		ULONG AdvisoryNonFatalError : 1;
		ULONG CorrectedInternalError : 1;
		ULONG HeaderLogOverflow : 1;
		ULONG Reserved3 : 16;
	};
} PCI_EXPRESS_CORRECTABLE_ERROR_STATUS;

typedef union _PCI_EXPRESS_SEC_AER_CAPABILITIES {
	ULONG AsULONG;
	struct {
		ULONG SecondaryUncorrectableFirstErrorPtr : 5;
		ULONG Reserved : 27;
	};
} PCI_EXPRESS_SEC_AER_CAPABILITIES, *PPCI_EXPRESS_SEC_AER_CAPABILITIES;

typedef union _PCI_EXPRESS_SEC_UNCORRECTABLE_ERROR_MASK {
	ULONG AsULONG;
	struct {
		ULONG TargetAbortOnSplitCompletion : 1;
		ULONG MasterAbortOnSplitCompletion : 1;
		ULONG ReceivedTargetAbort : 1;
		ULONG ReceivedMasterAbort : 1;
		ULONG RsvdZ : 1;
		ULONG UnexpectedSplitCompletionError : 1;
		ULONG UncorrectableSplitCompletion : 1;
		ULONG UncorrectableDataError : 1;
		ULONG UncorrectableAttributeError : 1;
		ULONG UncorrectableAddressError : 1;
		ULONG DelayedTransactionDiscardTimerExpired : 1;
		ULONG PERRAsserted : 1;
		ULONG SERRAsserted : 1;
		ULONG InternalBridgeError : 1;
		ULONG Reserved : 18;
	};
} PCI_EXPRESS_SEC_UNCORRECTABLE_ERROR_MASK, *PPCI_EXPRESS_SEC_UNCORRECTABLE_ERROR_MASK;

typedef union _PCI_EXPRESS_SEC_UNCORRECTABLE_ERROR_SEVERITY {
	ULONG AsULONG;
	struct {
		ULONG TargetAbortOnSplitCompletion : 1;
		ULONG MasterAbortOnSplitCompletion : 1;
		ULONG ReceivedTargetAbort : 1;
		ULONG ReceivedMasterAbort : 1;
		ULONG RsvdZ : 1;
		ULONG UnexpectedSplitCompletionError : 1;
		ULONG UncorrectableSplitCompletion : 1;
		ULONG UncorrectableDataError : 1;
		ULONG UncorrectableAttributeError : 1;
		ULONG UncorrectableAddressError : 1;
		ULONG DelayedTransactionDiscardTimerExpired : 1;
		ULONG PERRAsserted : 1;
		ULONG SERRAsserted : 1;
		ULONG InternalBridgeError : 1;
		ULONG Reserved : 18;
	};
} PCI_EXPRESS_SEC_UNCORRECTABLE_ERROR_SEVERITY,
	*PPCI_EXPRESS_SEC_UNCORRECTABLE_ERROR_SEVERITY;

typedef union _PCI_EXPRESS_SEC_UNCORRECTABLE_ERROR_STATUS {
	ULONG AsULONG;
	struct {
		ULONG TargetAbortOnSplitCompletion : 1;
		ULONG MasterAbortOnSplitCompletion : 1;
		ULONG ReceivedTargetAbort : 1;
		ULONG ReceivedMasterAbort : 1;
		ULONG RsvdZ : 1;
		ULONG UnexpectedSplitCompletionError : 1;
		ULONG UncorrectableSplitCompletion : 1;
		ULONG UncorrectableDataError : 1;
		ULONG UncorrectableAttributeError : 1;
		ULONG UncorrectableAddressError : 1;
		ULONG DelayedTransactionDiscardTimerExpired : 1;
		ULONG PERRAsserted : 1;
		ULONG SERRAsserted : 1;
		ULONG InternalBridgeError : 1;
		ULONG Reserved : 18;
	};
} PCI_EXPRESS_SEC_UNCORRECTABLE_ERROR_STATUS,
	*PPCI_EXPRESS_SEC_UNCORRECTABLE_ERROR_STATUS;

typedef union _PCI_EXPRESS_UNCORRECTABLE_ERROR_MASK {
	ULONG AsULONG;
	struct {
		ULONG Undefined : 1;
		ULONG Reserved1 : 3;
		ULONG DataLinkProtocolError : 1;
		ULONG SurpriseDownError : 1;
		ULONG Reserved2 : 6;
		ULONG PoisonedTLP : 1;
		ULONG FlowControlProtocolError : 1;
		ULONG CompletionTimeout : 1;
		ULONG CompleterAbort : 1;
		ULONG UnexpectedCompletion : 1;
		ULONG ReceiverOverflow : 1;
		ULONG MalformedTLP : 1;
		ULONG ECRCError : 1;
		ULONG UnsupportedRequestError : 1;
		ULONG AcsViolation : 1;
		ULONG UncorrectableInternalError : 1;
		ULONG MCBlockedTlp : 1;
		ULONG AtomicOpEgressBlocked : 1;
		ULONG TlpPrefixBlocked : 1;
		ULONG Reserved3 : 6;
	};
} PCI_EXPRESS_UNCORRECTABLE_ERROR_MASK, *PPCI_EXPRESS_UNCORRECTABLE_ERROR_MASK;

typedef union _PCI_EXPRESS_UNCORRECTABLE_ERROR_SEVERITY {
	ULONG AsULONG;
	struct {
		ULONG Undefined : 1;
		ULONG Reserved1 : 3;
		ULONG DataLinkProtocolError : 1;
		ULONG SurpriseDownError : 1;
		ULONG Reserved2 : 6;
		ULONG PoisonedTLP : 1;
		ULONG FlowControlProtocolError : 1;
		ULONG CompletionTimeout : 1;
		ULONG CompleterAbort : 1;
		ULONG UnexpectedCompletion : 1;
		ULONG ReceiverOverflow : 1;
		ULONG MalformedTLP : 1;
		ULONG ECRCError : 1;
		ULONG UnsupportedRequestError : 1;
		ULONG AcsViolation : 1;
		ULONG UncorrectableInternalError : 1;
		ULONG MCBlockedTlp : 1;
		ULONG AtomicOpEgressBlocked : 1;
		ULONG TlpPrefixBlocked : 1;
		ULONG Reserved3 : 6;
	};
} PCI_EXPRESS_UNCORRECTABLE_ERROR_SEVERITY, *PPCI_EXPRESS_UNCORRECTABLE_ERROR_SEVERITY;

typedef union _PCI_EXPRESS_UNCORRECTABLE_ERROR_STATUS {
	ULONG AsULONG;
	struct {
		ULONG Undefined : 1;
		ULONG Reserved1 : 3;
		ULONG DataLinkProtocolError : 1;
		ULONG SurpriseDownError : 1;
		ULONG Reserved2 : 6;
		ULONG PoisonedTLP : 1;
		ULONG FlowControlProtocolError : 1;
		ULONG CompletionTimeout : 1;
		ULONG CompleterAbort : 1;
		ULONG UnexpectedCompletion : 1;
		ULONG ReceiverOverflow : 1;
		ULONG MalformedTLP : 1;
		ULONG ECRCError : 1;
		ULONG UnsupportedRequestError : 1;
		ULONG AcsViolation : 1;
		ULONG UncorrectableInternalError : 1;
		ULONG MCBlockedTlp : 1;
		ULONG AtomicOpEgressBlocked : 1;
		ULONG TlpPrefixBlocked : 1;
		ULONG Reserved3 : 6;
	};
} PCI_EXPRESS_UNCORRECTABLE_ERROR_STATUS, *PPCI_EXPRESS_UNCORRECTABLE_ERROR_STATUS;

typedef struct _PCI_EXPRESS_AER_CAPABILITY {
	PCI_EXPRESS_ENHANCED_CAPABILITY_HEADER Header;
	PCI_EXPRESS_UNCORRECTABLE_ERROR_STATUS UncorrectableErrorStatus;
	PCI_EXPRESS_UNCORRECTABLE_ERROR_MASK UncorrectableErrorMask;
	PCI_EXPRESS_UNCORRECTABLE_ERROR_SEVERITY UncorrectableErrorSeverity;
	PCI_EXPRESS_CORRECTABLE_ERROR_STATUS CorrectableErrorStatus;
	PCI_EXPRESS_CORRECTABLE_ERROR_MASK CorrectableErrorMask;
	PCI_EXPRESS_AER_CAPABILITIES CapabilitiesAndControl;
	ULONG HeaderLog[4];
	PCI_EXPRESS_SEC_UNCORRECTABLE_ERROR_STATUS SecUncorrectableErrorStatus;
	PCI_EXPRESS_SEC_UNCORRECTABLE_ERROR_MASK SecUncorrectableErrorMask;
	PCI_EXPRESS_SEC_UNCORRECTABLE_ERROR_SEVERITY SecUncorrectableErrorSeverity;
	PCI_EXPRESS_SEC_AER_CAPABILITIES SecCapabilitiesAndControl;
	ULONG SecHeaderLog[4];
} PCI_EXPRESS_AER_CAPABILITY, *PPCI_EXPRESS_AER_CAPABILITY;

typedef struct _PCI_EXPRESS_ARI_CAPABILITY_REGISTER {
	USHORT MfvcFunctionGroupsCapability : 1;
	USHORT AcsFunctionGroupsCapability : 1;
	USHORT Reserved : 6;
	USHORT NextFunctionNumber : 8;
} PCI_EXPRESS_ARI_CAPABILITY_REGISTER, *PPCI_EXPRESS_ARI_CAPABILITY_REGISTER;

typedef struct _PCI_EXPRESS_ARI_CONTROL_REGISTER {
	USHORT MfvcFunctionGroupsEnable : 1;
	USHORT AcsFunctionGroupsEnable : 1;
	USHORT Reserved1 : 2;
	USHORT FunctionGroup : 3;
	USHORT Reserved2 : 9;
} PCI_EXPRESS_ARI_CONTROL_REGISTER, *PPCI_EXPRESS_ARI_CONTROL_REGISTER;

typedef struct _PCI_EXPRESS_ARI_CAPABILITY {
	PCI_EXPRESS_ENHANCED_CAPABILITY_HEADER Header;
	PCI_EXPRESS_ARI_CAPABILITY_REGISTER Capability;
	PCI_EXPRESS_ARI_CONTROL_REGISTER Control;
} PCI_EXPRESS_ARI_CAPABILITY, *PPCI_EXPRESS_ARI_CAPABILITY;

typedef struct _PCI_EXPRESS_ATS_CAPABILITY_REGISTER {
	USHORT InvalidateQueueDepth : 5;
	USHORT PageAlignedRequest : 1;
	USHORT GlobalInvalidateSupported : 1;
	USHORT RelaxedOrderingSupported : 1;
} PCI_EXPRESS_ATS_CAPABILITY_REGISTER, *PPCI_EXPRESS_ATS_CAPABILITY_REGISTER;

typedef struct {
	union {
		USHORT AsUSHORT;
		struct {
			USHORT SmallestTransactionUnit : 5;
			USHORT Reserved : 10;
			USHORT Enable : 1;
		};
	};
} PCI_EXPRESS_ATS_CONTROL_REGISTER, *PPCI_EXPRESS_ATS_CONTROL_REGISTER;

typedef struct _PCI_EXPRESS_ATS_CAPABILITY {
	PCI_EXPRESS_ENHANCED_CAPABILITY_HEADER Header;
	PCI_EXPRESS_ATS_CAPABILITY_REGISTER Capability;
	PCI_EXPRESS_ATS_CONTROL_REGISTER Control;
} PCI_EXPRESS_ATS_CAPABILITY, *PPCI_EXPRESS_ATS_CAPABILITY;

typedef struct _PCI_EXPRESS_BRIDGE_AER_CAPABILITY {
	PCI_EXPRESS_ENHANCED_CAPABILITY_HEADER Header;
	PCI_EXPRESS_UNCORRECTABLE_ERROR_STATUS UncorrectableErrorStatus;
	PCI_EXPRESS_UNCORRECTABLE_ERROR_MASK UncorrectableErrorMask;
	PCI_EXPRESS_UNCORRECTABLE_ERROR_SEVERITY UncorrectableErrorSeverity;
	PCI_EXPRESS_CORRECTABLE_ERROR_STATUS CorrectableErrorStatus;
	PCI_EXPRESS_CORRECTABLE_ERROR_MASK CorrectableErrorMask;
	PCI_EXPRESS_AER_CAPABILITIES CapabilitiesAndControl;
	ULONG HeaderLog[4];
	PCI_EXPRESS_SEC_UNCORRECTABLE_ERROR_STATUS SecUncorrectableErrorStatus;
	PCI_EXPRESS_SEC_UNCORRECTABLE_ERROR_MASK SecUncorrectableErrorMask;
	PCI_EXPRESS_SEC_UNCORRECTABLE_ERROR_SEVERITY SecUncorrectableErrorSeverity;
	PCI_EXPRESS_SEC_AER_CAPABILITIES SecCapabilitiesAndControl;
	ULONG SecHeaderLog[4];
} PCI_EXPRESS_BRIDGE_AER_CAPABILITY, *PPCI_EXPRESS_BRIDGE_AER_CAPABILITY;

typedef union _PCI_EXPRESS_ERROR_SOURCE_ID {
	ULONG AsULONG;
	struct {
		USHORT CorrectableSourceIdFun : 3;
		USHORT CorrectableSourceIdDev : 5;
		USHORT CorrectableSourceIdBus : 8;
		USHORT UncorrectableSourceIdFun : 3;
		USHORT UncorrectableSourceIdDev : 5;
		USHORT UncorrectableSourceIdBus : 8;
	};
} PCI_EXPRESS_ERROR_SOURCE_ID, *PPCI_EXPRESS_ERROR_SOURCE_ID;

typedef union _PCI_EXPRESS_PASID_CAPABILITY_REGISTER {
	USHORT AsUSHORT;
	struct {
		USHORT Rsvd : 1;
		USHORT ExecutePermissionSupported : 1;
		USHORT PrivilegedModeSupported : 1;
		USHORT Rsvd2 : 5;
		USHORT MaxPASIDWidth : 5;
		USHORT Rsvd3 : 3;
	};
} PCI_EXPRESS_PASID_CAPABILITY_REGISTER, *PPCI_EXPRESS_PASID_CAPABILITY_REGISTER;

typedef union _PCI_EXPRESS_PASID_CONTROL_REGISTER {
	USHORT AsUSHORT;
	struct {
		USHORT PASIDEnable : 1;
		USHORT ExecutePermissionEnable : 1;
		USHORT PrivilegedModeEnable : 1;
		USHORT Rsvd : 13;
	};
} PCI_EXPRESS_PASID_CONTROL_REGISTER, *PPCI_EXPRESS_PASID_CONTROL_REGISTER;

typedef struct _PCI_EXPRESS_PASID_CAPABILITY {
	PCI_EXPRESS_ENHANCED_CAPABILITY_HEADER Header;
	PCI_EXPRESS_PASID_CAPABILITY_REGISTER Capability;
	PCI_EXPRESS_PASID_CONTROL_REGISTER Control;
} PCI_EXPRESS_PASID_CAPABILITY, *PPCI_EXPRESS_PASID_CAPABILITY;

typedef union _PCI_EXPRESS_ROOT_ERROR_COMMAND {
	ULONG AsULONG;
	struct {
		ULONG CorrectableErrorReportingEnable : 1;
		ULONG NonFatalErrorReportingEnable : 1;
		ULONG FatalErrorReportingEnable : 1;
		ULONG Reserved : 29;
	};
} PCI_EXPRESS_ROOT_ERROR_COMMAND, *PPCI_EXPRESS_ROOT_ERROR_COMMAND;

typedef union _PCI_EXPRESS_ROOT_ERROR_STATUS {
	ULONG AsULONG;
	struct {
		ULONG CorrectableErrorReceived : 1;
		ULONG MultipleCorrectableErrorsReceived : 1;
		ULONG UncorrectableErrorReceived : 1;
		ULONG MultipleUncorrectableErrorsReceived : 1;
		ULONG FirstUncorrectableFatal : 1;
		ULONG NonFatalErrorMessagesReceived : 1;
		ULONG FatalErrorMessagesReceived : 1;
		ULONG Reserved : 20;
		ULONG AdvancedErrorInterruptMessageNumber : 5;
	};
} PCI_EXPRESS_ROOT_ERROR_STATUS, *PPCI_EXPRESS_ROOT_ERROR_STATUS;

typedef struct _PCI_EXPRESS_ROOTPORT_AER_CAPABILITY {
	PCI_EXPRESS_ENHANCED_CAPABILITY_HEADER Header;
	PCI_EXPRESS_UNCORRECTABLE_ERROR_STATUS UncorrectableErrorStatus;
	PCI_EXPRESS_UNCORRECTABLE_ERROR_MASK UncorrectableErrorMask;
	PCI_EXPRESS_UNCORRECTABLE_ERROR_SEVERITY UncorrectableErrorSeverity;
	PCI_EXPRESS_CORRECTABLE_ERROR_STATUS CorrectableErrorStatus;
	PCI_EXPRESS_CORRECTABLE_ERROR_MASK CorrectableErrorMask;
	PCI_EXPRESS_AER_CAPABILITIES CapabilitiesAndControl;
	ULONG HeaderLog[4];
	PCI_EXPRESS_ROOT_ERROR_COMMAND RootErrorCommand;
	PCI_EXPRESS_ROOT_ERROR_STATUS RootErrorStatus;
	PCI_EXPRESS_ERROR_SOURCE_ID ErrorSourceId;
} PCI_EXPRESS_ROOTPORT_AER_CAPABILITY, *PPCI_EXPRESS_ROOTPORT_AER_CAPABILITY;

typedef struct _PCI_EXPRESS_SERIAL_NUMBER_CAPABILITY {
	PCI_EXPRESS_ENHANCED_CAPABILITY_HEADER Header;
	ULONG LowSerialNumber;
	ULONG HighSerialNumber;
} PCI_EXPRESS_SERIAL_NUMBER_CAPABILITY, *PPCI_EXPRESS_SERIAL_NUMBER_CAPABILITY;

typedef union _PCI_EXPRESS_SRIOV_CAPS {
	ULONG AsULONG;
	struct {
		ULONG VFMigrationCapable : 1;
		ULONG Reserved1 : 20;
		ULONG VFMigrationInterruptNumber : 11;
	};
} PCI_EXPRESS_SRIOV_CAPS, *PPCI_EXPRESS_SRIOV_CAPS;

typedef union _PCI_EXPRESS_SRIOV_CONTROL {
	USHORT AsUSHORT;
	struct {
		USHORT VFEnable : 1;
		USHORT VFMigrationEnable : 1;
		USHORT VFMigrationInterruptEnable : 1;
		USHORT VFMemorySpaceEnable : 1;
		USHORT ARICapableHierarchy : 1;
		USHORT Reserved1 : 11;
	};
} PCI_EXPRESS_SRIOV_CONTROL, *PPCI_EXPRESS_SRIOV_CONTROL;

typedef union _PCI_EXPRESS_SRIOV_MIGRATION_STATE_ARRAY {
	ULONG AsULONG;
	struct {
		ULONG VFMigrationStateBIR : 3;
		ULONG VFMigrationStateOffset : 29;
	};
} PCI_EXPRESS_SRIOV_MIGRATION_STATE_ARRAY, *PPCI_EXPRESS_SRIOV_MIGRATION_STATE_ARRAY;

typedef union _PCI_EXPRESS_SRIOV_STATUS {
	USHORT AsUSHORT;
	struct {
		USHORT VFMigrationStatus : 1;
		USHORT Reserved1 : 15;
	};
} PCI_EXPRESS_SRIOV_STATUS, *PPCI_EXPRESS_SRIOV_STATUS;

typedef struct _PCI_EXPRESS_SRIOV_CAPABILITY {
	PCI_EXPRESS_ENHANCED_CAPABILITY_HEADER Header;
	PCI_EXPRESS_SRIOV_CAPS SRIOVCapabilities;
	PCI_EXPRESS_SRIOV_CONTROL SRIOVControl;
	PCI_EXPRESS_SRIOV_STATUS SRIOVStatus;
	USHORT InitialVFs;
	USHORT TotalVFs;
	USHORT NumVFs;
	UCHAR FunctionDependencyLink;
	UCHAR RsvdP1;
	USHORT FirstVFOffset;
	USHORT VFStride;
	USHORT RsvdP2;
	USHORT VFDeviceId;
	ULONG SupportedPageSizes;
	ULONG SystemPageSize;
	ULONG BaseAddresses[6];
	PCI_EXPRESS_SRIOV_MIGRATION_STATE_ARRAY VFMigrationStateArrayOffset;
} PCI_EXPRESS_SRIOV_CAPABILITY, *PPCI_EXPRESS_SRIOV_CAPABILITY;

typedef struct _PCI_EXPRESS_VENDOR_SPECIFIC_CAPABILITY {
	PCI_EXPRESS_ENHANCED_CAPABILITY_HEADER Header;
	USHORT VsecId;
	USHORT VsecRev : 4;
	USHORT VsecLength : 12;
} PCI_EXPRESS_VENDOR_SPECIFIC_CAPABILITY, *PPCI_EXPRESS_VENDOR_SPECIFIC_CAPABILITY;

#endif /* _DXGK_NT_PCIEX_H_ */
