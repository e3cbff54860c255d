/* SPDX-License-Identifier: MIT */
/* The I/O manager: driver and device objects, request packets, interfaces. */
#ifndef _DXGK_NT_IO_H_
#define _DXGK_NT_IO_H_

#include "ke.h"
#include "ob.h"
#include "cm.h"
#include "po.h"
#include "ex.h"
#include "interlocked.h"
#include "../../devioctl.h"

DXGK_EXTERN_C_BEGIN

/* Requests */
#define IRP_MJ_CREATE 0
#define IRP_MJ_CREATE_NAMED_PIPE 1
#define IRP_MJ_CLOSE 2
#define IRP_MJ_READ 3
#define IRP_MJ_WRITE 4
#define IRP_MJ_FLUSH_BUFFERS 9
#define IRP_MJ_DIRECTORY_CONTROL 0xC
#define IRP_MJ_FILE_SYSTEM_CONTROL 0xD
#define IRP_MJ_DEVICE_CONTROL 0xE
#define IRP_MJ_INTERNAL_DEVICE_CONTROL 0xF
#define IRP_MJ_SCSI 0xF
#define IRP_MJ_SHUTDOWN 0x10
#define IRP_MJ_LOCK_CONTROL 0x11
#define IRP_MJ_CLEANUP 0x12
#define IRP_MJ_CREATE_MAILSLOT 0x13
#define IRP_MJ_POWER 0x16
#define IRP_MJ_SYSTEM_CONTROL 0x17
#define IRP_MJ_DEVICE_CHANGE 0x18
#define IRP_MJ_MAXIMUM_FUNCTION 0x1B
#define IRP_MJ_PNP 0x1B
#define IRP_MJ_PNP_POWER 0x1B

#define IRP_MJ_QUERY_INFORMATION 5
#define IRP_MJ_QUERY_EA 7
#define IRP_MJ_QUERY_VOLUME_INFORMATION 0xA
#define IRP_MJ_QUERY_SECURITY 0x14
#define IRP_MJ_QUERY_QUOTA 0x19

#define IRP_MJ_SET_INFORMATION 6
#define IRP_MJ_SET_EA 8
#define IRP_MJ_SET_VOLUME_INFORMATION 0xB
#define IRP_MJ_SET_SECURITY 0x15
#define IRP_MJ_SET_QUOTA 0x1A

#define IRP_MN_NORMAL 0
#define IRP_MN_START_DEVICE 0
#define IRP_MN_USER_FS_REQUEST 0
#define IRP_MN_WAIT_WAKE 0
#define IRP_MN_DPC 1
#define IRP_MN_LOCK 1
#define IRP_MN_MOUNT_VOLUME 1
#define IRP_MN_POWER_SEQUENCE 1
#define IRP_MN_SCSI_CLASS 1
#define IRP_MN_CHANGE_SINGLE_INSTANCE 2
#define IRP_MN_MDL 2
#define IRP_MN_NOTIFY_CHANGE_DIRECTORY 2
#define IRP_MN_REMOVE_DEVICE 2
#define IRP_MN_SET_POWER 2
#define IRP_MN_VERIFY_VOLUME 2
#define IRP_MN_CANCEL_REMOVE_DEVICE 3
#define IRP_MN_CHANGE_SINGLE_ITEM 3
#define IRP_MN_LOAD_FILE_SYSTEM 3
#define IRP_MN_MDL_DPC 3
#define IRP_MN_NOTIFY_CHANGE_DIRECTORY_EX 3
#define IRP_MN_COMPLETE 4
#define IRP_MN_ENABLE_EVENTS 4
#define IRP_MN_KERNEL_CALL 4
#define IRP_MN_STOP_DEVICE 4
#define IRP_MN_TRACK_LINK 4
#define IRP_MN_DISABLE_EVENTS 5
#define IRP_MN_CANCEL_STOP_DEVICE 6
#define IRP_MN_COMPLETE_MDL 6
#define IRP_MN_ENABLE_COLLECTION 6
#define IRP_MN_COMPLETE_MDL_DPC 7
#define IRP_MN_DISABLE_COLLECTION 7
#define IRP_MN_COMPRESSED 8
#define IRP_MN_REGINFO 8
#define IRP_MN_EXECUTE_METHOD 9
#define IRP_MN_REGINFO_EX 0xB
#define IRP_MN_FILTER_RESOURCE_REQUIREMENTS 0xD
#define IRP_MN_READ_CONFIG 0xF
#define IRP_MN_WRITE_CONFIG 0x10
#define IRP_MN_EJECT 0x11
#define IRP_MN_SET_LOCK 0x12
#define IRP_MN_DEVICE_USAGE_NOTIFICATION 0x16
#define IRP_MN_SURPRISE_REMOVAL 0x17
#define IRP_MN_DEVICE_ENUMERATED 0x19

#define IRP_MN_FLUSH_AND_PURGE 1
#define IRP_MN_FLUSH_DATA_ONLY 2
#define IRP_MN_FLUSH_NO_SYNC 3
#define IRP_MN_FLUSH_DATA_SYNC_ONLY 4

#define IRP_MN_QUERY_ALL_DATA 0
#define IRP_MN_QUERY_DIRECTORY 1
#define IRP_MN_QUERY_REMOVE_DEVICE 1
#define IRP_MN_QUERY_SINGLE_INSTANCE 1
#define IRP_MN_QUERY_POWER 3
#define IRP_MN_QUERY_STOP_DEVICE 5
#define IRP_MN_QUERY_DEVICE_RELATIONS 7
#define IRP_MN_QUERY_INTERFACE 8
#define IRP_MN_QUERY_CAPABILITIES 9
#define IRP_MN_QUERY_RESOURCES 0xA
#define IRP_MN_QUERY_RESOURCE_REQUIREMENTS 0xB
#define IRP_MN_QUERY_DEVICE_TEXT 0xC
#define IRP_MN_QUERY_ID 0x13
#define IRP_MN_QUERY_PNP_DEVICE_STATE 0x14
#define IRP_MN_QUERY_BUS_INFORMATION 0x15
#define IRP_MN_QUERY_LEGACY_BUS_INFORMATION 0x18

#define IRP_MN_UNLOCK_SINGLE 2
#define IRP_MN_UNLOCK_ALL 3
#define IRP_MN_UNLOCK_ALL_BY_KEY 4

#define DO_VERIFY_VOLUME 2
#define DO_BUFFERED_IO 4
#define DO_EXCLUSIVE 8
#define DO_DIRECT_IO 0x10
#define DO_MAP_IO_BUFFER 0x20
#define DO_SYSTEM_BOOT_PARTITION 0x100
#define DO_LONG_TERM_REQUESTS 0x200
#define DO_NEVER_LAST_DEVICE 0x400
#define DO_SHUTDOWN_REGISTERED 0x800
#define DO_BUS_ENUMERATED_DEVICE 0x1000
#define DO_POWER_PAGABLE 0x2000
#define DO_POWER_INRUSH 0x4000
#define DO_LOW_PRIORITY_FILESYSTEM 0x10000
#define DO_SUPPORTS_TRANSACTIONS 0x40000
#define DO_FORCE_NEITHER_IO 0x80000
#define DO_VOLUME_DEVICE_OBJECT 0x100000
#define DO_SYSTEM_SYSTEM_PARTITION 0x200000
#define DO_SYSTEM_CRITICAL_PARTITION 0x400000
#define DO_DISALLOW_EXECUTE 0x800000
#define DO_DAX_VOLUME 0x10000000
#define DO_BOOT_CRITICAL 0x20000000

#define DO_DEVICE_HAS_NAME 0x40
#define DO_DEVICE_INITIALIZING 0x80
#define DO_DEVICE_TO_BE_RESET 0x4000000
#define DO_DEVICE_IRP_REQUIRES_EXTENSION 0x8000000

#define FO_SYNCHRONOUS_IO 2
#define FO_ALERTABLE_IO 4
#define FO_NO_INTERMEDIATE_BUFFERING 8
#define FO_WRITE_THROUGH 0x10
#define FO_SEQUENTIAL_ONLY 0x20
#define FO_CACHE_SUPPORTED 0x40
#define FO_NAMED_PIPE 0x80
#define FO_STREAM_FILE 0x100
#define FO_MAILSLOT 0x200
#define FO_GENERATE_AUDIT_ON_CLOSE 0x400
#define FO_QUEUE_IRP_TO_THREAD 0x400
#define FO_DIRECT_DEVICE_OPEN 0x800
#define FO_CLEANUP_COMPLETE 0x4000
#define FO_TEMPORARY_FILE 0x8000
#define FO_DELETE_ON_CLOSE 0x10000
#define FO_OPENED_CASE_SENSITIVE 0x20000
#define FO_HANDLE_CREATED 0x40000
#define FO_RANDOM_ACCESS 0x100000
#define FO_VOLUME_OPEN 0x400000
#define FO_BYPASS_IO_ENABLED 0x800000
#define FO_REMOTE_ORIGIN 0x1000000
#define FO_DISALLOW_EXCLUSIVE 0x2000000
#define FO_FLAGS_VALID_ONLY_DURING_CREATE 0x2000000
#define FO_SKIP_COMPLETION_PORT 0x2000000
#define FO_SKIP_SET_EVENT 0x4000000
#define FO_SKIP_SET_FAST_IO 0x8000000
#define FO_INDIRECT_WAIT_OBJECT 0x10000000
#define FO_SECTION_MINSTORE_TREATMENT 0x20000000

#define FO_FILE_OPEN 1
#define FO_FILE_MODIFIED 0x1000
#define FO_FILE_SIZE_CHANGED 0x2000
#define FO_FILE_FAST_IO_READ 0x80000
#define FO_FILE_OPEN_CANCELLED 0x200000

#define IO_TYPE_ADAPTER 1
#define IO_TYPE_CSQ_IRP_CONTEXT 1
#define IO_TYPE_CONTROLLER 2
#define IO_TYPE_CSQ 2
#define IO_TYPE_CSQ_EX 3
#define IO_TYPE_DEVICE 3
#define IO_TYPE_DRIVER 4
#define IO_TYPE_FILE 5
#define IO_TYPE_IRP 6
#define IO_TYPE_MASTER_ADAPTER 7
#define IO_TYPE_OPEN_PACKET 8
#define IO_TYPE_TIMER 9
#define IO_TYPE_VPB 0xA
#define IO_TYPE_ERROR_LOG 0xB
#define IO_TYPE_ERROR_MESSAGE 0xC
#define IO_TYPE_DEVICE_OBJECT_EXTENSION 0xD
#define IO_TYPE_IORING 0xE

#define IRP_NOCACHE 1
#define IRP_QUOTA_CHARGED 1
#define IRP_ALLOCATED_MUST_SUCCEED 2
#define IRP_MOUNT_COMPLETION 2
#define IRP_PAGING_IO 2
#define IRP_ALLOCATED_FIXED_SIZE 4
#define IRP_SYNCHRONOUS_API 4
#define IRP_ASSOCIATED_IRP 8
#define IRP_LOOKASIDE_ALLOCATION 8
#define IRP_BUFFERED_IO 0x10
#define IRP_DEALLOCATE_BUFFER 0x20
#define IRP_INPUT_OPERATION 0x40
#define IRP_SYNCHRONOUS_PAGING_IO 0x40
#define IRP_CREATE_OPERATION 0x80
#define IRP_READ_OPERATION 0x100
#define IRP_WRITE_OPERATION 0x200
#define IRP_CLOSE_OPERATION 0x400
#define IRP_DEFER_IO_COMPLETION 0x800
#define IRP_OB_QUERY_NAME 0x1000
#define IRP_HOLD_DEVICE_QUEUE 0x2000
#define IRP_UM_DRIVER_INITIATED_IO 0x400000

#define PNP_DEVICE_DISABLED 1
#define PNP_DEVICE_DONT_DISPLAY_IN_UI 2
#define PNP_DEVICE_FAILED 4
#define PNP_DEVICE_REMOVED 8
#define PNP_DEVICE_RESOURCE_REQUIREMENTS_CHANGED 0x10
#define PNP_DEVICE_NOT_DISABLEABLE 0x20
#define PNP_DEVICE_DISCONNECTED 0x40
#define PNP_DEVICE_RESOURCE_UPDATED 0x80
#define PNP_DEVICE_ASSIGNED_TO_GUEST 0x100

#define SL_ALLOW_RAW_MOUNT 1
#define SL_BYPASS_ACCESS_CHECK 1
#define SL_FAIL_IMMEDIATELY 1
#define SL_FORCE_ACCESS_CHECK 1
#define SL_FORCE_ASYNCHRONOUS 1
#define SL_INFO_FORCE_ACCESS_CHECK 1
#define SL_KEY_SPECIFIED 1
#define SL_PENDING_RETURNED 1
#define SL_READ_ACCESS_GRANTED 1
#define SL_RESTART_SCAN 1
#define SL_WATCH_TREE 1
#define SL_ERROR_RETURNED 2
#define SL_EXCLUSIVE_LOCK 2
#define SL_OPEN_PAGING_FILE 2
#define SL_OVERRIDE_VERIFY_VOLUME 2
#define SL_RETURN_SINGLE_ENTRY 2
#define SL_INDEX_SPECIFIED 4
#define SL_OPEN_TARGET_DIRECTORY 4
#define SL_WRITE_ACCESS_GRANTED 4
#define SL_WRITE_THROUGH 4
#define SL_FT_SEQUENTIAL_WRITE 8
#define SL_RETURN_ON_DISK_ENTRIES_ONLY 8
#define SL_STOP_ON_SYMLINK 8
#define SL_FORCE_DIRECT_WRITE 0x10
#define SL_NO_CURSOR_UPDATE 0x10
#define SL_PERSISTENT_MEMORY_FIXED_MAPPING 0x20
#define SL_REALTIME_STREAM 0x20
#define SL_BYPASS_IO 0x40
#define SL_IGNORE_READONLY_ATTRIBUTE 0x40
#define SL_INFO_IGNORE_READONLY_ATTRIBUTE 0x40
#define SL_CASE_SENSITIVE 0x80

#define SL_INVOKE_ON_CANCEL 0x20
#define SL_INVOKE_ON_SUCCESS 0x40
#define SL_INVOKE_ON_ERROR 0x80

#define VPB_MOUNTED 1
#define VPB_LOCKED 2
#define VPB_PERSISTENT 4
#define VPB_REMOVE_PENDING 8
#define VPB_RAW_MOUNT 0x10
#define VPB_DIRECT_WRITES_ALLOWED 0x20
#define VPB_FLAGS_BYPASSIO_BLOCKED 0x40
#define VPB_DISMOUNTING 0x80

#define DRVO_UNLOAD_INVOKED 1
#define DRVO_LEGACY_DRIVER 2
#define DRVO_BUILTIN_DRIVER 4

#define FILE_BYTE_ALIGNMENT 0
#define FILE_SUPERSEDE 0
#define FILE_SUPERSEDED 0
#define FILE_DIRECTORY_FILE 1
#define FILE_LIST_DIRECTORY 1
#define FILE_OPEN 1
#define FILE_OPENED 1
#define FILE_REMOVABLE_MEDIA 1
#define FILE_SKIP_COMPLETION_PORT_ON_SUCCESS 1
#define FILE_WORD_ALIGNMENT 1
#define FILE_ADD_FILE 2
#define FILE_CREATE 2
#define FILE_CREATED 2
#define FILE_SKIP_SET_EVENT_ON_HANDLE 2
#define FILE_LONG_ALIGNMENT 3
#define FILE_OVERWRITTEN 3
#define FILE_ADD_SUBDIRECTORY 4
#define FILE_APPEND_DATA 4
#define FILE_CREATE_PIPE_INSTANCE 4
#define FILE_EXISTS 4
#define FILE_FLOPPY_DISKETTE 4
#define FILE_OVERWRITE 4
#define FILE_SEQUENTIAL_ONLY 4
#define FILE_SKIP_SET_USER_EVENT_ON_FAST_IO 4
#define FILE_DOES_NOT_EXIST 5
#define FILE_MAXIMUM_DISPOSITION 5
#define FILE_OVERWRITE_IF 5
#define FILE_QUAD_ALIGNMENT 7
#define FILE_NO_INTERMEDIATE_BUFFERING 8
#define FILE_OCTA_ALIGNMENT 0xF
#define FILE_REMOTE_DEVICE 0x10
#define FILE_SYNCHRONOUS_IO_ALERT 0x10
#define FILE_32_BYTE_ALIGNMENT 0x1F
#define FILE_EXECUTE 0x20
#define FILE_SYNCHRONOUS_IO_NONALERT 0x20
#define FILE_TRAVERSE 0x20
#define FILE_64_BYTE_ALIGNMENT 0x3F
#define FILE_DELETE_CHILD 0x40
#define FILE_NON_DIRECTORY_FILE 0x40
#define FILE_VIRTUAL_VOLUME 0x40
#define FILE_128_BYTE_ALIGNMENT 0x7F
#define FILE_AUTOGENERATED_DEVICE_NAME 0x80
#define FILE_CREATE_TREE_CONNECTION 0x80
#define FILE_256_BYTE_ALIGNMENT 0xFF
#define FILE_COMPLETE_IF_OPLOCKED 0x100
#define FILE_512_BYTE_ALIGNMENT 0x1FF
#define FILE_NO_EA_KNOWLEDGE 0x200
#define FILE_RANDOM_ACCESS 0x800
#define FILE_DELETE_ON_CLOSE 0x1000
#define FILE_NO_COMPRESSION 0x8000
#define FILE_DISALLOW_EXCLUSIVE 0x20000
#define FILE_PORTABLE_DEVICE 0x40000
#define FILE_SESSION_AWARE 0x40000
#define FILE_REMOTE_DEVICE_VSMB 0x80000
#define FILE_RESERVE_OPFILTER 0x100000
#define FILE_GENERIC_READ 0x120089
#define FILE_GENERIC_EXECUTE 0x1200A0
#define FILE_GENERIC_WRITE 0x120116
#define FILE_CONTAINS_EXTENDED_CREATE_INFORMATION 0x10000000
#define FILE_USE_FILE_POINTER_POSITION 0xFFFFFFFE

#define FILE_ATTRIBUTE_READONLY 1
#define FILE_ATTRIBUTE_HIDDEN 2
#define FILE_ATTRIBUTE_SYSTEM 4
#define FILE_ATTRIBUTE_DIRECTORY 0x10
#define FILE_ATTRIBUTE_ARCHIVE 0x20
#define FILE_ATTRIBUTE_DEVICE 0x40
#define FILE_ATTRIBUTE_NORMAL 0x80
#define FILE_ATTRIBUTE_DEDICATED 0x100
#define FILE_ATTRIBUTE_TEMPORARY 0x100
#define FILE_ATTRIBUTE_SPARSE_FILE 0x200
#define FILE_ATTRIBUTE_REPARSE_POINT 0x400
#define FILE_ATTRIBUTE_COMPRESSED 0x800
#define FILE_ATTRIBUTE_OFFLINE 0x1000
#define FILE_ATTRIBUTE_NOT_CONTENT_INDEXED 0x2000
#define FILE_ATTRIBUTE_ENCRYPTED 0x4000
#define FILE_ATTRIBUTE_INTEGRITY_STREAM 0x8000
#define FILE_ATTRIBUTE_VIRTUAL 0x10000
#define FILE_ATTRIBUTE_NO_SCRUB_DATA 0x20000
#define FILE_ATTRIBUTE_EA 0x40000
#define FILE_ATTRIBUTE_RECALL_ON_OPEN 0x40000
#define FILE_ATTRIBUTE_PINNED 0x80000
#define FILE_ATTRIBUTE_UNPINNED 0x100000
#define FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS 0x400000
#define FILE_ATTRIBUTE_VALID_KERNEL_SET_FLAGS 0x5A31A7
#define FILE_ATTRIBUTE_STRICTLY_SEQUENTIAL 0x20000000

#define FILE_CHARACTERISTIC_PNP_DEVICE 0x800
#define FILE_CHARACTERISTIC_TS_DEVICE 0x1000
#define FILE_CHARACTERISTIC_WEBDAV_DEVICE 0x2000
#define FILE_CHARACTERISTIC_CSV 0x10000

#define FILE_OPEN_IF 3
#define FILE_OPEN_REMOTE_INSTANCE 0x400
#define FILE_OPEN_BY_FILE_ID 0x2000
#define FILE_OPEN_FOR_BACKUP_INTENT 0x4000
#define FILE_OPEN_REQUIRING_OPLOCK 0x10000
#define FILE_OPEN_REPARSE_POINT 0x200000
#define FILE_OPEN_NO_RECALL 0x400000
#define FILE_OPEN_FOR_FREE_SPACE_QUERY 0x800000

#define FILE_QUERY_RESTART_SCAN 1
#define FILE_QUERY_RETURN_SINGLE_ENTRY 2
#define FILE_QUERY_INDEX_SPECIFIED 4
#define FILE_QUERY_RETURN_ON_DISK_ENTRIES_ONLY 8
#define FILE_QUERY_NO_CURSOR_UPDATE 0x10

#define FILE_READ_DATA 1
#define FILE_READ_ONLY_DEVICE 2
#define FILE_READ_EA 8
#define FILE_READ_ATTRIBUTES 0x80

#define FILE_SHARE_READ 1
#define FILE_SHARE_WRITE 2
#define FILE_SHARE_DELETE 4
#define FILE_SHARE_VALID_FLAGS 7

#define FILE_VALID_MAILSLOT_OPTION_FLAGS 0x32
#define FILE_VALID_PIPE_OPTION_FLAGS 0x32
#define FILE_VALID_SET_FLAGS 0x36
#define FILE_VALID_OPTION_FLAGS 0xFFFFFF
#define FILE_VALID_EXTENDED_OPTION_FLAGS 0x10000000

#define FILE_WRITE_DATA 2
#define FILE_WRITE_THROUGH 2
#define FILE_WRITE_ONCE_MEDIA 8
#define FILE_WRITE_EA 0x10
#define FILE_WRITE_ATTRIBUTES 0x100
#define FILE_WRITE_TO_END_OF_FILE 0xFFFFFFFF

#define CONNECT_FULLY_SPECIFIED 1
#define CONNECT_LINE_BASED 2
#define CONNECT_MESSAGE_BASED 3
#define CONNECT_FULLY_SPECIFIED_GROUP 4
#define CONNECT_MESSAGE_BASED_PASSIVE 5

#define IO_FORCE_ACCESS_CHECK 1
#define IO_SHARE_ACCESS_NON_PRIMARY_STREAM 0x80
#define IO_NO_PARAMETER_CHECKING 0x100
#define IO_SHARE_ACCESS_NO_WRITE_PERMISSION 0x80000000

#define IO_CHECK_SHARE_ACCESS_UPDATE_SHARE_ACCESS 1
#define IO_CHECK_SHARE_ACCESS_DONT_UPDATE_FILE_OBJECT 2
#define IO_CHECK_SHARE_ACCESS_DONT_CHECK_READ 4
#define IO_CHECK_SHARE_ACCESS_DONT_CHECK_WRITE 8
#define IO_CHECK_SHARE_ACCESS_DONT_CHECK_DELETE 0x10
#define IO_CHECK_SHARE_ACCESS_FORCE_CHECK 0x20
#define IO_CHECK_SHARE_ACCESS_FORCE_USING_SCB 0x40

#define IO_SESSION_MAX_PAYLOAD_SIZE 0x100

#define IO_SESSION_STATE_CREATION_EVENT 1
#define IO_SESSION_STATE_TERMINATION_EVENT 2
#define IO_SESSION_STATE_CONNECT_EVENT 4
#define IO_SESSION_STATE_DISCONNECT_EVENT 8
#define IO_SESSION_STATE_LOGON_EVENT 0x10
#define IO_SESSION_STATE_LOGOFF_EVENT 0x20
#define IO_SESSION_STATE_VALID_EVENT_MASK 0x3F
#define IO_SESSION_STATE_ALL_EVENTS 0xFFFFFFFF

#define IO_SET_IRP_IO_ATTRIBUTION_FROM_THREAD 1
#define IO_SET_IRP_IO_ATTRIBUTION_FROM_PROCESS 2
#define IO_SET_IRP_IO_ATTRIBUTION_FLAGS_MASK 3

#define PNP_EXTENDED_ADDRESS_INTERFACE_VERSION 1

#define PNP_REPLACE_DRIVER_INTERFACE_VERSION 1
#define PNP_REPLACE_MEMORY_SUPPORTED 1
#define PNP_REPLACE_PARAMETERS_VERSION 2
#define PNP_REPLACE_PROCESSOR_SUPPORTED 2
#define PNP_REPLACE_NO_MAP 0x7FFFFFFFFFFFFFFFULL

#define PNP_REPLACE_HARDWARE_MEMORY_MIRRORING 4
#define PNP_REPLACE_HARDWARE_PAGE_COPY 8
#define PNP_REPLACE_HARDWARE_QUIESCE 0x10

#define DEVICE_INTERFACE_INCLUDE_NONACTIVE 1
#define PNPNOTIFY_DEVICE_INTERFACE_INCLUDE_EXISTING_INTERFACES 1

typedef enum {
	BusQueryDeviceID,
	BusQueryHardwareIDs,
	BusQueryCompatibleIDs,
	BusQueryInstanceID,
	BusQueryDeviceSerialNumber,
	BusQueryContainerID
} BUS_QUERY_ID_TYPE, *PBUS_QUERY_ID_TYPE;

typedef enum _CREATE_FILE_TYPE {
	CreateFileTypeNone,
	CreateFileTypeNamedPipe,
	CreateFileTypeMailslot
} CREATE_FILE_TYPE;

typedef enum _DEVICE_RELATION_TYPE {
	BusRelations,
	EjectionRelations,
	PowerRelations,
	RemovalRelations,
	TargetDeviceRelation,
	SingleBusRelations,
	TransportRelations
} DEVICE_RELATION_TYPE, *PDEVICE_RELATION_TYPE;

typedef enum {
	DeviceTextDescription,
	DeviceTextLocationInformation
} DEVICE_TEXT_TYPE, *PDEVICE_TEXT_TYPE;

typedef enum _DEVICE_USAGE_NOTIFICATION_TYPE {
	DeviceUsageTypeUndefined,
	DeviceUsageTypePaging,
	DeviceUsageTypeHibernation,
	DeviceUsageTypeDumpFile,
	DeviceUsageTypeBoot,
	DeviceUsageTypePostDisplay,
	DeviceUsageTypeGuestAssigned
} DEVICE_USAGE_NOTIFICATION_TYPE;

typedef enum {
	DevicePropertyDeviceDescription,
	DevicePropertyHardwareID,
	DevicePropertyCompatibleIDs,
	DevicePropertyBootConfiguration,
	DevicePropertyBootConfigurationTranslated,
	DevicePropertyClassName,
	DevicePropertyClassGuid,
	DevicePropertyDriverKeyName,
	DevicePropertyManufacturer,
	DevicePropertyFriendlyName,
	DevicePropertyLocationInformation,
	DevicePropertyPhysicalDeviceObjectName,
	DevicePropertyBusTypeGuid,
	DevicePropertyLegacyBusType,
	DevicePropertyBusNumber,
	DevicePropertyEnumeratorName,
	DevicePropertyAddress,
	DevicePropertyUINumber,
	DevicePropertyInstallState,
	DevicePropertyRemovalPolicy,
	DevicePropertyResourceRequirements,
	DevicePropertyAllocatedResources,
	DevicePropertyContainerID
} DEVICE_REGISTRY_PROPERTY;

typedef enum _DEVICE_REMOVAL_POLICY {
	RemovalPolicyExpectNoRemoval = 1,
	RemovalPolicyExpectOrderlyRemoval,
	RemovalPolicyExpectSurpriseRemoval
} DEVICE_REMOVAL_POLICY, *PDEVICE_REMOVAL_POLICY;

typedef enum _DEVICE_INSTALL_STATE {
	InstallStateInstalled,
	InstallStateNeedsReinstall,
	InstallStateFailedInstall,
	InstallStateFinishInstall
} DEVICE_INSTALL_STATE, *PDEVICE_INSTALL_STATE;

typedef enum _DIRECTORY_NOTIFY_INFORMATION_CLASS {
	DirectoryNotifyInformation = 1,
	DirectoryNotifyExtendedInformation,
	DirectoryNotifyFullInformation,
	DirectoryNotifyMaximumInformation
} DIRECTORY_NOTIFY_INFORMATION_CLASS, *PDIRECTORY_NOTIFY_INFORMATION_CLASS;

typedef enum _FILE_INFORMATION_CLASS {
	FileDirectoryInformation = 1,
	FileFullDirectoryInformation,
	FileBothDirectoryInformation,
	FileBasicInformation,
	FileStandardInformation,
	FileInternalInformation,
	FileEaInformation,
	FileAccessInformation,
	FileNameInformation,
	FileRenameInformation,
	FileLinkInformation,
	FileNamesInformation,
	FileDispositionInformation,
	FilePositionInformation,
	FileFullEaInformation,
	FileModeInformation,
	FileAlignmentInformation,
	FileAllInformation,
	FileAllocationInformation,
	FileEndOfFileInformation,
	FileAlternateNameInformation,
	FileStreamInformation,
	FilePipeInformation,
	FilePipeLocalInformation,
	FilePipeRemoteInformation,
	FileMailslotQueryInformation,
	FileMailslotSetInformation,
	FileCompressionInformation,
	FileObjectIdInformation,
	FileCompletionInformation,
	FileMoveClusterInformation,
	FileQuotaInformation,
	FileReparsePointInformation,
	FileNetworkOpenInformation,
	FileAttributeTagInformation,
	FileTrackingInformation,
	FileIdBothDirectoryInformation,
	FileIdFullDirectoryInformation,
	FileValidDataLengthInformation,
	FileShortNameInformation,
	FileIoCompletionNotificationInformation,
	FileIoStatusBlockRangeInformation,
	FileIoPriorityHintInformation,
	FileSfioReserveInformation,
	FileSfioVolumeInformation,
	FileHardLinkInformation,
	FileProcessIdsUsingFileInformation,
	FileNormalizedNameInformation,
	FileNetworkPhysicalNameInformation,
	FileIdGlobalTxDirectoryInformation,
	FileIsRemoteDeviceInformation,
	FileUnusedInformation,
	FileNumaNodeInformation,
	FileStandardLinkInformation,
	FileRemoteProtocolInformation,
	FileRenameInformationBypassAccessCheck,
	FileLinkInformationBypassAccessCheck,
	FileVolumeNameInformation,
	FileIdInformation,
	FileIdExtdDirectoryInformation,
	FileReplaceCompletionInformation,
	FileHardLinkFullIdInformation,
	FileIdExtdBothDirectoryInformation,
	FileDispositionInformationEx,
	FileRenameInformationEx,
	FileRenameInformationExBypassAccessCheck,
	FileDesiredStorageClassInformation,
	FileStatInformation,
	FileMemoryPartitionInformation,
	FileStatLxInformation,
	FileCaseSensitiveInformation,
	FileLinkInformationEx,
	FileLinkInformationExBypassAccessCheck,
	FileStorageReserveIdInformation,
	FileCaseSensitiveInformationForceAccessCheck,
	FileKnownFolderInformation
} FILE_INFORMATION_CLASS, *PFILE_INFORMATION_CLASS;

typedef enum _FSINFOCLASS {
	FileFsVolumeInformation = 1,
	FileFsLabelInformation,
	FileFsSizeInformation,
	FileFsDeviceInformation,
	FileFsAttributeInformation,
	FileFsControlInformation,
	FileFsFullSizeInformation,
	FileFsObjectIdInformation,
	FileFsDriverPathInformation,
	FileFsVolumeFlagsInformation,
	FileFsSectorSizeInformation,
	FileFsDataCopyInformation,
	FileFsMetadataSizeInformation,
	FileFsFullSizeInformationEx
} FS_INFORMATION_CLASS, *PFS_INFORMATION_CLASS;

typedef enum _IO_ACCESS_TYPE {
	ReadAccess,
	WriteAccess,
	ModifyAccess
} IO_ACCESS_TYPE;

typedef enum _IO_ACCESS_MODE {
	SequentialAccess,
	RandomAccess
} IO_ACCESS_MODE;

typedef enum _IO_ALLOCATION_ACTION {
	KeepObject = 1,
	DeallocateObject,
	DeallocateObjectKeepRegisters
} IO_ALLOCATION_ACTION, *PIO_ALLOCATION_ACTION;

typedef enum _IO_COMPLETION_ROUTINE_RESULT {
	StopCompletion = -1073741802,
	ContinueCompletion = 0
} IO_COMPLETION_ROUTINE_RESULT, *PIO_COMPLETION_ROUTINE_RESULT;

typedef enum _IO_NOTIFICATION_EVENT_CATEGORY {
	EventCategoryReserved,
	EventCategoryHardwareProfileChange,
	EventCategoryDeviceInterfaceChange,
	EventCategoryTargetDeviceChange,
	EventCategoryKernelSoftRestart
} IO_NOTIFICATION_EVENT_CATEGORY;

typedef enum _IO_PAGING_PRIORITY {
	IoPagingPriorityInvalid,
	IoPagingPriorityNormal,
	IoPagingPriorityHigh,
	IoPagingPriorityReserved1,
	IoPagingPriorityReserved2
} IO_PAGING_PRIORITY;

typedef enum _IO_PRIORITY_HINT {
	IoPriorityVeryLow,
	IoPriorityLow,
	IoPriorityNormal,
	IoPriorityHigh,
	IoPriorityCritical,
	MaxIoPriorityTypes
} IO_PRIORITY_HINT;

typedef enum {
	DmaComplete,
	DmaAborted,
	DmaError,
	DmaCancelled
} DMA_COMPLETION_STATUS;

typedef struct _IO_STATUS_BLOCK {
	union {
		NTSTATUS Status;
		PVOID Pointer;
	};
	ULONG_PTR Information;
} IO_STATUS_BLOCK, *PIO_STATUS_BLOCK;
typedef struct _IO_STATUS_BLOCK32 {
	LONG Status;
	ULONG Information;
} IO_STATUS_BLOCK32, *PIO_STATUS_BLOCK32;

typedef struct _IO_STATUS_BLOCK64 {
	union {
		NTSTATUS Status;
		PVOID Pointer;
	};
	ULONG64 Information;
} IO_STATUS_BLOCK64, *PIO_STATUS_BLOCK64;

/* Routines of a driver */
struct _DEVICE_OBJECT;
struct _DRIVER_OBJECT;
struct _IRP;
typedef NTSTATUS NTAPI DRIVER_INITIALIZE(struct _DRIVER_OBJECT *DriverObject,
					 PUNICODE_STRING RegistryPath);
typedef DRIVER_INITIALIZE *PDRIVER_INITIALIZE;
typedef NTSTATUS NTAPI DRIVER_ADD_DEVICE(struct _DRIVER_OBJECT *DriverObject,
					 struct _DEVICE_OBJECT *PhysicalDeviceObject);
typedef DRIVER_ADD_DEVICE *PDRIVER_ADD_DEVICE;
typedef VOID NTAPI DRIVER_STARTIO(struct _DEVICE_OBJECT *DeviceObject, struct _IRP *Irp);
typedef DRIVER_STARTIO *PDRIVER_STARTIO;
typedef VOID NTAPI DRIVER_UNLOAD(struct _DRIVER_OBJECT *DriverObject);
typedef DRIVER_UNLOAD *PDRIVER_UNLOAD;
typedef NTSTATUS NTAPI DRIVER_DISPATCH(struct _DEVICE_OBJECT *DeviceObject, struct _IRP *Irp);
typedef DRIVER_DISPATCH *PDRIVER_DISPATCH;
typedef NTSTATUS NTAPI DRIVER_DISPATCH_RAISED(struct _DEVICE_OBJECT *DeviceObject,
					      struct _IRP *Irp);
typedef DRIVER_DISPATCH_RAISED *PDRIVER_DISPATCH_RAISED;
typedef NTSTATUS NTAPI DRIVER_DISPATCH_PAGED(struct _DEVICE_OBJECT *DeviceObject,
					     struct _IRP *Irp);
typedef DRIVER_DISPATCH_PAGED *PDRIVER_DISPATCH_PAGED;
typedef VOID NTAPI DRIVER_CANCEL(struct _DEVICE_OBJECT *DeviceObject, struct _IRP *Irp);
typedef DRIVER_CANCEL *PDRIVER_CANCEL;
typedef IO_ALLOCATION_ACTION NTAPI DRIVER_CONTROL(struct _DEVICE_OBJECT *DeviceObject,
						  struct _IRP *Irp, PVOID MapRegisterBase,
						  PVOID Context);
typedef DRIVER_CONTROL *PDRIVER_CONTROL;
struct _SCATTER_GATHER_LIST;
typedef VOID NTAPI DRIVER_LIST_CONTROL(struct _DEVICE_OBJECT *DeviceObject, struct _IRP *Irp,
				       struct _SCATTER_GATHER_LIST *ScatterGather,
				       PVOID Context);
typedef DRIVER_LIST_CONTROL *PDRIVER_LIST_CONTROL;
typedef VOID NTAPI DRIVER_REINITIALIZE(struct _DRIVER_OBJECT *DriverObject, PVOID Context,
				       ULONG Count);
typedef DRIVER_REINITIALIZE *PDRIVER_REINITIALIZE;
typedef NTSTATUS NTAPI DRIVER_NOTIFICATION_CALLBACK_ROUTINE(PVOID NotificationStructure,
							    PVOID Context);
typedef DRIVER_NOTIFICATION_CALLBACK_ROUTINE *PDRIVER_NOTIFICATION_CALLBACK_ROUTINE;
typedef NTSTATUS NTAPI IO_COMPLETION_ROUTINE(struct _DEVICE_OBJECT *DeviceObject,
					     struct _IRP *Irp, PVOID Context);
typedef IO_COMPLETION_ROUTINE *PIO_COMPLETION_ROUTINE;
typedef VOID NTAPI IO_DPC_ROUTINE(PKDPC Dpc, struct _DEVICE_OBJECT *DeviceObject,
				  struct _IRP *Irp, PVOID Context);
typedef IO_DPC_ROUTINE *PIO_DPC_ROUTINE;
typedef VOID NTAPI IO_TIMER_ROUTINE(struct _DEVICE_OBJECT *DeviceObject, PVOID Context);
typedef IO_TIMER_ROUTINE *PIO_TIMER_ROUTINE;
typedef VOID NTAPI IO_WORKITEM_ROUTINE(struct _DEVICE_OBJECT *DeviceObject, PVOID Context);
typedef IO_WORKITEM_ROUTINE *PIO_WORKITEM_ROUTINE;
typedef VOID NTAPI IO_WORKITEM_ROUTINE_EX(PVOID IoObject, PVOID Context,
					  PIO_WORKITEM IoWorkItem);
typedef IO_WORKITEM_ROUTINE_EX *PIO_WORKITEM_ROUTINE_EX;
typedef VOID (NTAPI *PIO_APC_ROUTINE)(PVOID ApcContext, PIO_STATUS_BLOCK IoStatusBlock,
				      ULONG Reserved);

/* Interfaces between drivers */
typedef VOID (NTAPI *PINTERFACE_REFERENCE)(PVOID Context);
typedef VOID (NTAPI *PINTERFACE_DEREFERENCE)(PVOID Context);
typedef struct _INTERFACE {
	USHORT Size;
	USHORT Version;
	PVOID Context;
	PINTERFACE_REFERENCE InterfaceReference;
	PINTERFACE_DEREFERENCE InterfaceDereference;
} INTERFACE, *PINTERFACE;

/* Objects */
typedef struct _VPB {
	SHORT Type;
	SHORT Size;
	USHORT Flags;
	USHORT VolumeLabelLength;
	struct _DEVICE_OBJECT *DeviceObject;
	struct _DEVICE_OBJECT *RealDevice;
	ULONG SerialNumber;
	ULONG ReferenceCount;
	WCHAR VolumeLabel[32];
} VPB, *PVPB;

typedef struct _WAIT_CONTEXT_BLOCK {
	union {
		KDEVICE_QUEUE_ENTRY WaitQueueEntry;
		struct {
			LIST_ENTRY DmaWaitEntry;
			ULONG NumberOfChannels;
			ULONG SyncCallback : 1;
			ULONG DmaContext : 1;
			ULONG ZeroMapRegisters : 1;
			ULONG : 9;
			ULONG NumberOfRemapPages : 20;
		};
	};
	PDRIVER_CONTROL DeviceRoutine;
	PVOID DeviceContext;
	ULONG NumberOfMapRegisters;
	PVOID DeviceObject;
	PVOID CurrentIrp;
	PKDPC BufferChainingDpc;
} WAIT_CONTEXT_BLOCK, *PWAIT_CONTEXT_BLOCK;

typedef struct DXGK_ALIGNED(16) _DEVICE_OBJECT {
	SHORT Type;
	USHORT Size;
	LONG ReferenceCount;
	struct _DRIVER_OBJECT *DriverObject;
	struct _DEVICE_OBJECT *NextDevice;
	struct _DEVICE_OBJECT *AttachedDevice;
	struct _IRP *CurrentIrp;
	PIO_TIMER Timer;
	ULONG Flags;
	ULONG Characteristics;
	PVPB Vpb;
	PVOID DeviceExtension;
	ULONG DeviceType;
	CHAR StackSize;
	union {
		WAIT_CONTEXT_BLOCK Wcb;
		LIST_ENTRY ListEntry;
	} Queue;
	ULONG AlignmentRequirement;
	KDEVICE_QUEUE DeviceQueue;
	KDPC Dpc;
	ULONG ActiveThreadCount;
	PSECURITY_DESCRIPTOR SecurityDescriptor;
	KEVENT DeviceLock;
	USHORT SectorSize;
	USHORT Spare1;
	PDEVOBJ_EXTENSION DeviceObjectExtension;
	PVOID Reserved;
} DEVICE_OBJECT, *PDEVICE_OBJECT;

typedef struct _DRIVER_EXTENSION {
	struct _DRIVER_OBJECT *DriverObject;
	PDRIVER_ADD_DEVICE AddDevice;
	ULONG Count;
	UNICODE_STRING ServiceKeyName;
} DRIVER_EXTENSION, *PDRIVER_EXTENSION;

typedef struct _FAST_IO_DISPATCH {
	ULONG SizeOfFastIoDispatch;
	PVOID FastIoCheckIfPossible;
	PVOID FastIoRead;
	PVOID FastIoWrite;
	PVOID FastIoQueryBasicInfo;
	PVOID FastIoQueryStandardInfo;
	PVOID FastIoLock;
	PVOID FastIoUnlockSingle;
	PVOID FastIoUnlockAll;
	PVOID FastIoUnlockAllByKey;
	PVOID FastIoDeviceControl;
	PVOID AcquireFileForNtCreateSection;
	PVOID ReleaseFileForNtCreateSection;
	PVOID FastIoDetachDevice;
	PVOID FastIoQueryNetworkOpenInfo;
	PVOID AcquireForModWrite;
	PVOID MdlRead;
	PVOID MdlReadComplete;
	PVOID PrepareMdlWrite;
	PVOID MdlWriteComplete;
	PVOID FastIoReadCompressed;
	PVOID FastIoWriteCompressed;
	PVOID MdlReadCompleteCompressed;
	PVOID MdlWriteCompleteCompressed;
	PVOID FastIoQueryOpen;
	PVOID ReleaseForModWrite;
	PVOID AcquireForCcFlush;
	PVOID ReleaseForCcFlush;
} FAST_IO_DISPATCH, *PFAST_IO_DISPATCH;

typedef struct _DRIVER_OBJECT {
	SHORT Type;
	SHORT Size;
	PDEVICE_OBJECT DeviceObject;
	ULONG Flags;
	PVOID DriverStart;
	ULONG DriverSize;
	PVOID DriverSection;
	PDRIVER_EXTENSION DriverExtension;
	UNICODE_STRING DriverName;
	PUNICODE_STRING HardwareDatabase;
	PFAST_IO_DISPATCH FastIoDispatch;
	PDRIVER_INITIALIZE DriverInit;
	PDRIVER_STARTIO DriverStartIo;
	PDRIVER_UNLOAD DriverUnload;
	PDRIVER_DISPATCH MajorFunction[28];
} DRIVER_OBJECT, *PDRIVER_OBJECT;

typedef struct _SECTION_OBJECT_POINTERS {
	PVOID DataSectionObject;
	PVOID SharedCacheMap;
	PVOID ImageSectionObject;
} SECTION_OBJECT_POINTERS, *PSECTION_OBJECT_POINTERS;

typedef struct _FILE_OBJECT {
	SHORT Type;
	SHORT Size;
	PDEVICE_OBJECT DeviceObject;
	PVPB Vpb;
	PVOID FsContext;
	PVOID FsContext2;
	PSECTION_OBJECT_POINTERS SectionObjectPointer;
	PVOID PrivateCacheMap;
	NTSTATUS FinalStatus;
	struct _FILE_OBJECT *RelatedFileObject;
	UCHAR LockOperation;
	UCHAR DeletePending;
	UCHAR ReadAccess;
	UCHAR WriteAccess;
	UCHAR DeleteAccess;
	UCHAR SharedRead;
	UCHAR SharedWrite;
	UCHAR SharedDelete;
	ULONG Flags;
	UNICODE_STRING FileName;
	LARGE_INTEGER CurrentByteOffset;
	ULONG Waiters;
	ULONG Busy;
	PVOID LastLock;
	KEVENT Lock;
	KEVENT Event;
	PVOID CompletionContext;
	ULONGLONG IrpListLock;
	LIST_ENTRY IrpList;
	PVOID FileObjectExtension;
} FILE_OBJECT, *PFILE_OBJECT, LOG_FILE_OBJECT, *PLOG_FILE_OBJECT;

typedef struct _SHARE_ACCESS {
	ULONG OpenCount;
	ULONG Readers;
	ULONG Writers;
	ULONG Deleters;
	ULONG SharedRead;
	ULONG SharedWrite;
	ULONG SharedDelete;
} SHARE_ACCESS, *PSHARE_ACCESS;

typedef struct _IO_SECURITY_CONTEXT {
	PSECURITY_QUALITY_OF_SERVICE SecurityQos;
	PACCESS_STATE AccessState;
	ACCESS_MASK DesiredAccess;
	ULONG FullCreateOptions;
} IO_SECURITY_CONTEXT, *PIO_SECURITY_CONTEXT;

typedef struct _NAMED_PIPE_CREATE_PARAMETERS {
	ULONG NamedPipeType;
	ULONG ReadMode;
	ULONG CompletionMode;
	ULONG MaximumInstances;
	ULONG InboundQuota;
	ULONG OutboundQuota;
	LARGE_INTEGER DefaultTimeout;
	UCHAR TimeoutSpecified;
} NAMED_PIPE_CREATE_PARAMETERS, *PNAMED_PIPE_CREATE_PARAMETERS;

typedef struct _MAILSLOT_CREATE_PARAMETERS {
	ULONG MailslotQuota;
	ULONG MaximumMessageSize;
	LARGE_INTEGER ReadTimeout;
	UCHAR TimeoutSpecified;
} MAILSLOT_CREATE_PARAMETERS, *PMAILSLOT_CREATE_PARAMETERS;

typedef struct _DEVICE_CAPABILITIES {
	USHORT Size;
	USHORT Version;
	ULONG DeviceD1 : 1;
	ULONG DeviceD2 : 1;
	ULONG LockSupported : 1;
	ULONG EjectSupported : 1;
	ULONG Removable : 1;
	ULONG DockDevice : 1;
	ULONG UniqueID : 1;
	ULONG SilentInstall : 1;
	ULONG RawDeviceOK : 1;
	ULONG SurpriseRemovalOK : 1;
	ULONG WakeFromD0 : 1;
	ULONG WakeFromD1 : 1;
	ULONG WakeFromD2 : 1;
	ULONG WakeFromD3 : 1;
	ULONG HardwareDisabled : 1;
	ULONG NonDynamic : 1;
	ULONG WarmEjectSupported : 1;
	ULONG NoDisplayInUI : 1;
	ULONG Reserved1 : 1;
	ULONG WakeFromInterrupt : 1;
	ULONG SecureDevice : 1;
	ULONG ChildOfVgaEnabledBridge : 1;
	ULONG DecodeIoOnBoot : 1;
	ULONG Address;
	ULONG UINumber;
	DEVICE_POWER_STATE DeviceState[7];
	SYSTEM_POWER_STATE SystemWake;
	DEVICE_POWER_STATE DeviceWake;
	ULONG D1Latency;
	ULONG D2Latency;
	ULONG D3Latency;
} DEVICE_CAPABILITIES, *PDEVICE_CAPABILITIES;

typedef struct _DEVICE_RELATIONS {
	ULONG Count;
	PDEVICE_OBJECT Objects[ANYSIZE_ARRAY];
} DEVICE_RELATIONS, *PDEVICE_RELATIONS;

typedef struct _FILE_BASIC_INFORMATION {
	LARGE_INTEGER CreationTime;
	LARGE_INTEGER LastAccessTime;
	LARGE_INTEGER LastWriteTime;
	LARGE_INTEGER ChangeTime;
	ULONG FileAttributes;
} FILE_BASIC_INFORMATION, *PFILE_BASIC_INFORMATION;

typedef struct _FILE_STANDARD_INFORMATION {
	LARGE_INTEGER AllocationSize;
	LARGE_INTEGER EndOfFile;
	ULONG NumberOfLinks;
	UCHAR DeletePending;
	UCHAR Directory;
} FILE_STANDARD_INFORMATION, *PFILE_STANDARD_INFORMATION;

typedef struct _FILE_POSITION_INFORMATION {
	LARGE_INTEGER CurrentByteOffset;
} FILE_POSITION_INFORMATION, *PFILE_POSITION_INFORMATION;

typedef struct _FILE_NETWORK_OPEN_INFORMATION {
	LARGE_INTEGER CreationTime;
	LARGE_INTEGER LastAccessTime;
	LARGE_INTEGER LastWriteTime;
	LARGE_INTEGER ChangeTime;
	LARGE_INTEGER AllocationSize;
	LARGE_INTEGER EndOfFile;
	ULONG FileAttributes;
} FILE_NETWORK_OPEN_INFORMATION, *PFILE_NETWORK_OPEN_INFORMATION;

typedef struct _FILE_NAME_INFORMATION {
	ULONG FileNameLength;
	WCHAR FileName[ANYSIZE_ARRAY];
} FILE_NAME_INFORMATION, *PFILE_NAME_INFORMATION;

typedef struct _FILE_END_OF_FILE_INFORMATION {
	LARGE_INTEGER EndOfFile;
} FILE_END_OF_FILE_INFORMATION, *PFILE_END_OF_FILE_INFORMATION;

typedef struct _FILE_DISPOSITION_INFORMATION {
	UCHAR DeleteFile;
} FILE_DISPOSITION_INFORMATION, *PFILE_DISPOSITION_INFORMATION;

typedef struct _FILE_FULL_EA_INFORMATION {
	ULONG NextEntryOffset;
	UCHAR Flags;
	UCHAR EaNameLength;
	USHORT EaValueLength;
	CHAR EaName[ANYSIZE_ARRAY];
} FILE_FULL_EA_INFORMATION, *PFILE_FULL_EA_INFORMATION;

typedef struct _FILE_FS_DEVICE_INFORMATION {
	ULONG DeviceType;
	ULONG Characteristics;
} FILE_FS_DEVICE_INFORMATION, *PFILE_FS_DEVICE_INFORMATION;

typedef struct DXGK_ALIGNED(16) _IRP {
	SHORT Type;
	USHORT Size;
	PMDL MdlAddress;
	ULONG Flags;
	union {
		struct _IRP *MasterIrp;
		PVOID SystemBuffer;
		LONG IrpCount;
	} AssociatedIrp;
	LIST_ENTRY ThreadListEntry;
	IO_STATUS_BLOCK IoStatus;
	CHAR RequestorMode;
	UCHAR PendingReturned;
	CHAR StackCount;
	CHAR CurrentLocation;
	UCHAR Cancel;
	UCHAR CancelIrql;
	CHAR ApcEnvironment;
	UCHAR AllocationFlags;
	union {
		PVOID IoRingContext;
		PIO_STATUS_BLOCK UserIosb;
	};
	PKEVENT UserEvent;
	union {
		struct {
			union {
				PVOID IssuingProcess;
				PIO_APC_ROUTINE UserApcRoutine;
			};
			union {
				PVOID IoRing;
				PVOID UserApcContext;
			};
		} AsynchronousParameters;
		LARGE_INTEGER AllocationSize;
	} Overlay;
	PDRIVER_CANCEL CancelRoutine;
	PVOID UserBuffer;
	union {
		KAPC Apc;
		struct {
			union {
				PVOID DriverContext[4];
				KDEVICE_QUEUE_ENTRY DeviceQueueEntry;
			};
			PETHREAD Thread;
			PCHAR AuxiliaryBuffer;
			LIST_ENTRY ListEntry;
			union {
				struct _IO_STACK_LOCATION *CurrentStackLocation;
				ULONG PacketType;
			};
			PFILE_OBJECT OriginalFileObject;
		} Overlay;
		PVOID CompletionKey;
	} Tail;
} IRP, *PIRP;

typedef struct _IO_STACK_LOCATION {
	UCHAR MajorFunction;
	UCHAR MinorFunction;
	UCHAR Flags;
	UCHAR Control;
	union {
		struct {
			PIO_SECURITY_CONTEXT SecurityContext;
			ULONG Options;
			POINTER_ALIGNMENT USHORT FileAttributes;
			USHORT ShareAccess;
			POINTER_ALIGNMENT ULONG EaLength;
		} Create;
		struct {
			PIO_SECURITY_CONTEXT SecurityContext;
			ULONG Options;
			POINTER_ALIGNMENT USHORT Reserved;
			USHORT ShareAccess;
			PMAILSLOT_CREATE_PARAMETERS Parameters;
		} CreateMailslot;
		struct {
			PIO_SECURITY_CONTEXT SecurityContext;
			ULONG Options;
			POINTER_ALIGNMENT USHORT Reserved;
			USHORT ShareAccess;
			PNAMED_PIPE_CREATE_PARAMETERS Parameters;
		} CreatePipe;
		struct {
			ULONG OutputBufferLength;
			POINTER_ALIGNMENT ULONG InputBufferLength;
			POINTER_ALIGNMENT ULONG IoControlCode;
			PVOID Type3InputBuffer;
		} DeviceIoControl;
		struct {
			ULONG OutputBufferLength;
			POINTER_ALIGNMENT ULONG InputBufferLength;
			POINTER_ALIGNMENT ULONG FsControlCode;
			PVOID Type3InputBuffer;
		} FileSystemControl;
		struct {
			PVOID Argument1;
			PVOID Argument2;
			PVOID Argument3;
			PVOID Argument4;
		} Others;
		struct {
			union {
				ULONG SystemContext;
				SYSTEM_POWER_STATE_CONTEXT SystemPowerStateContext;
			};
			POINTER_ALIGNMENT POWER_STATE_TYPE Type;
			POINTER_ALIGNMENT POWER_STATE State;
			POINTER_ALIGNMENT POWER_ACTION ShutdownType;
		} Power;
		struct {
			ULONG Length;
			PUNICODE_STRING FileName;
			FILE_INFORMATION_CLASS FileInformationClass;
			POINTER_ALIGNMENT ULONG FileIndex;
		} QueryDirectory;
		struct {
			ULONG Length;
			PVOID EaList;
			ULONG EaListLength;
			POINTER_ALIGNMENT ULONG EaIndex;
		} QueryEa;
		struct {
			const GUID *InterfaceType;
			USHORT Size;
			USHORT Version;
			PINTERFACE Interface;
			PVOID InterfaceSpecificData;
		} QueryInterface;
		struct {
			ULONG Length;
			PSID StartSid;
			PVOID SidList;
			ULONG SidListLength;
		} QueryQuota;
		struct {
			ULONG WhichSpace;
			PVOID Buffer;
			ULONG Offset;
			POINTER_ALIGNMENT ULONG Length;
		} ReadWriteConfig;
		struct {
			ULONG Length;
			POINTER_ALIGNMENT FILE_INFORMATION_CLASS FileInformationClass;
			PFILE_OBJECT FileObject;
			union {
				PVOID DeleteHandle;
				ULONG ClusterCount;
				struct {
					UCHAR ReplaceIfExists;
					UCHAR AdvanceOnly;
				};
			};
		} SetFile;
		struct {
			ULONGLONG ProviderId;
			PVOID DataPath;
			ULONG BufferSize;
			PVOID Buffer;
		} WMI;
		struct {
			PLARGE_INTEGER Length;
			ULONG Key;
			LARGE_INTEGER ByteOffset;
		} LockControl;
		struct {
			ULONG Length;
			POINTER_ALIGNMENT ULONG CompletionFilter;
			POINTER_ALIGNMENT DIRECTORY_NOTIFY_INFORMATION_CLASS DirectoryNotifyInformationClass;
		} NotifyDirectoryEx;
		struct {
			ULONG Length;
			POINTER_ALIGNMENT ULONG Key;
			ULONG Flags;
			LARGE_INTEGER ByteOffset;
		} Read;
		struct {
			ULONG Length;
			POINTER_ALIGNMENT ULONG Key;
			ULONG Flags;
			LARGE_INTEGER ByteOffset;
		} Write;
		struct {
			PVPB Vpb;
			PDEVICE_OBJECT DeviceObject;
		} MountVolume;
		struct {
			ULONG Length;
			POINTER_ALIGNMENT ULONG CompletionFilter;
		} NotifyDirectory;
		struct {
			DEVICE_TEXT_TYPE DeviceTextType;
			POINTER_ALIGNMENT ULONG LocaleId;
		} QueryDeviceText;
		struct {
			ULONG Length;
			POINTER_ALIGNMENT FILE_INFORMATION_CLASS FileInformationClass;
		} QueryFile;
		struct {
			ULONG SecurityInformation;
			POINTER_ALIGNMENT ULONG Length;
		} QuerySecurity;
		struct {
			ULONG Length;
			POINTER_ALIGNMENT FS_INFORMATION_CLASS FsInformationClass;
		} QueryVolume;
		struct {
			ULONG SecurityInformation;
			PSECURITY_DESCRIPTOR SecurityDescriptor;
		} SetSecurity;
		struct {
			ULONG Length;
			POINTER_ALIGNMENT FS_INFORMATION_CLASS FsInformationClass;
		} SetVolume;
		struct {
			PCM_RESOURCE_LIST AllocatedResources;
			PCM_RESOURCE_LIST AllocatedResourcesTranslated;
		} StartDevice;
		struct {
			UCHAR InPath;
			UCHAR Reserved[3];
			POINTER_ALIGNMENT DEVICE_USAGE_NOTIFICATION_TYPE Type;
		} UsageNotification;
		struct {
			PVPB Vpb;
			PDEVICE_OBJECT DeviceObject;
		} VerifyVolume;
		struct {
			PDEVICE_CAPABILITIES Capabilities;
		} DeviceCapabilities;
		struct {
			PIO_RESOURCE_REQUIREMENTS_LIST IoResourceRequirementList;
		} FilterResourceRequirements;
		struct {
			PPOWER_SEQUENCE PowerSequence;
		} PowerSequence;
		struct {
			struct _SCSI_REQUEST_BLOCK *Srb;
		} Scsi;
		struct {
			DEVICE_RELATION_TYPE Type;
		} QueryDeviceRelations;
		struct {
			BUS_QUERY_ID_TYPE IdType;
		} QueryId;
		struct {
			ULONG Length;
		} SetEa;
		struct {
			ULONG Length;
		} SetQuota;
		struct {
			SYSTEM_POWER_STATE PowerState;
		} WaitWake;
		struct {
			UCHAR Lock;
		} SetLock;
	} Parameters;
	PDEVICE_OBJECT DeviceObject;
	PFILE_OBJECT FileObject;
	PIO_COMPLETION_ROUTINE CompletionRoutine;
	PVOID Context;
} IO_STACK_LOCATION, *PIO_STACK_LOCATION;

/* A packet's stack of parameters, one for each driver below */
DXGK_INLINE PIO_STACK_LOCATION IoGetCurrentIrpStackLocation(PIRP Irp)
{
	return Irp->Tail.Overlay.CurrentStackLocation;
}

DXGK_INLINE PIO_STACK_LOCATION IoGetNextIrpStackLocation(PIRP Irp)
{
	return Irp->Tail.Overlay.CurrentStackLocation - 1;
}

DXGK_INLINE VOID IoSetNextIrpStackLocation(PIRP Irp)
{
	Irp->CurrentLocation--;
	Irp->Tail.Overlay.CurrentStackLocation--;
}

DXGK_INLINE VOID IoSkipCurrentIrpStackLocation(PIRP Irp)
{
	Irp->CurrentLocation++;
	Irp->Tail.Overlay.CurrentStackLocation++;
}

/* All but the completion routine and its context, which are the next driver's. */
DXGK_INLINE VOID IoCopyCurrentIrpStackLocationToNext(PIRP Irp)
{
	PIO_STACK_LOCATION from = IoGetCurrentIrpStackLocation(Irp);
	PIO_STACK_LOCATION to = IoGetNextIrpStackLocation(Irp);

	__builtin_memcpy(to, from, FIELD_OFFSET(IO_STACK_LOCATION, CompletionRoutine));
	to->Control = 0;
}

DXGK_INLINE VOID IoMarkIrpPending(PIRP Irp)
{
	IoGetCurrentIrpStackLocation(Irp)->Control |= SL_PENDING_RETURNED;
}

DXGK_INLINE VOID IoSetCompletionRoutine(PIRP Irp, PIO_COMPLETION_ROUTINE CompletionRoutine,
					PVOID Context, BOOLEAN InvokeOnSuccess,
					BOOLEAN InvokeOnError, BOOLEAN InvokeOnCancel)
{
	PIO_STACK_LOCATION next = IoGetNextIrpStackLocation(Irp);

	next->CompletionRoutine = CompletionRoutine;
	next->Context = Context;
	next->Control = 0;
	if (InvokeOnSuccess)
		next->Control |= SL_INVOKE_ON_SUCCESS;
	if (InvokeOnError)
		next->Control |= SL_INVOKE_ON_ERROR;
	if (InvokeOnCancel)
		next->Control |= SL_INVOKE_ON_CANCEL;
}

#define IoSizeOfIrp(StackSize) \
	((USHORT)(sizeof(IRP) + ((StackSize) * (sizeof(IO_STACK_LOCATION)))))
NTKERNELAPI PIRP NTAPI IoAllocateIrp(CCHAR StackSize, BOOLEAN ChargeQuota);
NTKERNELAPI VOID NTAPI IoFreeIrp(PIRP Irp);
NTKERNELAPI VOID NTAPI IoReuseIrp(PIRP Irp, NTSTATUS Iostatus);
NTKERNELAPI VOID NTAPI IoInitializeIrp(PIRP Irp, USHORT PacketSize, CCHAR StackSize);
NTKERNELAPI NTSTATUS NTAPI IofCallDriver(PDEVICE_OBJECT DeviceObject, PIRP Irp);
NTKERNELAPI VOID NTAPI IofCompleteRequest(PIRP Irp, CCHAR PriorityBoost);
#define IoCallDriver(DeviceObject, Irp) IofCallDriver((DeviceObject), (Irp))
#define IoCompleteRequest(Irp, PriorityBoost) IofCompleteRequest((Irp), (PriorityBoost))
NTKERNELAPI BOOLEAN NTAPI IoForwardIrpSynchronously(PDEVICE_OBJECT DeviceObject, PIRP Irp);
NTKERNELAPI BOOLEAN NTAPI IoCancelIrp(PIRP Irp);
NTKERNELAPI VOID NTAPI IoAcquireCancelSpinLock(PKIRQL Irql);
NTKERNELAPI VOID NTAPI IoReleaseCancelSpinLock(KIRQL Irql);
NTKERNELAPI PIRP NTAPI IoBuildSynchronousFsdRequest(ULONG MajorFunction,
						    PDEVICE_OBJECT DeviceObject, PVOID Buffer,
						    ULONG Length, PLARGE_INTEGER StartingOffset,
						    PKEVENT Event,
						    PIO_STATUS_BLOCK IoStatusBlock);
NTKERNELAPI PIRP NTAPI IoBuildAsynchronousFsdRequest(ULONG MajorFunction,
						     PDEVICE_OBJECT DeviceObject, PVOID Buffer,
						     ULONG Length,
						     PLARGE_INTEGER StartingOffset,
						     PIO_STATUS_BLOCK IoStatusBlock);
NTKERNELAPI PIRP NTAPI IoBuildDeviceIoControlRequest(ULONG IoControlCode,
						     PDEVICE_OBJECT DeviceObject,
						     PVOID InputBuffer,
						     ULONG InputBufferLength,
						     PVOID OutputBuffer,
						     ULONG OutputBufferLength,
						     BOOLEAN InternalDeviceIoControl,
						     PKEVENT Event,
						     PIO_STATUS_BLOCK IoStatusBlock);
#define IoSetCancelRoutine(Irp, NewCancelRoutine) \
	((PDRIVER_CANCEL)(ULONG_PTR)InterlockedExchangePointer( \
		(PVOID *)&(Irp)->CancelRoutine, (PVOID)(ULONG_PTR)(NewCancelRoutine)))

/* Devices and drivers */
NTKERNELAPI NTSTATUS NTAPI IoCreateDevice(PDRIVER_OBJECT DriverObject,
					  ULONG DeviceExtensionSize, PUNICODE_STRING DeviceName,
					  DEVICE_TYPE DeviceType, ULONG DeviceCharacteristics,
					  BOOLEAN Exclusive, PDEVICE_OBJECT *DeviceObject);
NTKERNELAPI VOID NTAPI IoDeleteDevice(PDEVICE_OBJECT DeviceObject);
NTKERNELAPI NTSTATUS NTAPI IoCreateSymbolicLink(PUNICODE_STRING SymbolicLinkName,
						PUNICODE_STRING DeviceName);
NTKERNELAPI NTSTATUS NTAPI IoDeleteSymbolicLink(PUNICODE_STRING SymbolicLinkName);
NTKERNELAPI PDEVICE_OBJECT NTAPI IoAttachDeviceToDeviceStack(PDEVICE_OBJECT SourceDevice,
							     PDEVICE_OBJECT TargetDevice);
NTKERNELAPI VOID NTAPI IoDetachDevice(PDEVICE_OBJECT TargetDevice);
NTKERNELAPI PDEVICE_OBJECT NTAPI IoGetAttachedDeviceReference(PDEVICE_OBJECT DeviceObject);
NTKERNELAPI PDEVICE_OBJECT NTAPI IoGetAttachedDevice(PDEVICE_OBJECT DeviceObject);
NTKERNELAPI PDEVICE_OBJECT NTAPI IoGetRelatedDeviceObject(PFILE_OBJECT FileObject);
NTKERNELAPI NTSTATUS NTAPI IoGetDeviceObjectPointer(PUNICODE_STRING ObjectName,
						    ACCESS_MASK DesiredAccess,
						    PFILE_OBJECT *FileObject,
						    PDEVICE_OBJECT *DeviceObject);
NTKERNELAPI NTSTATUS NTAPI IoGetDeviceProperty(PDEVICE_OBJECT DeviceObject,
					       DEVICE_REGISTRY_PROPERTY DeviceProperty,
					       ULONG BufferLength, PVOID PropertyBuffer,
					       PULONG ResultLength);
NTKERNELAPI NTSTATUS NTAPI IoOpenDeviceRegistryKey(PDEVICE_OBJECT DeviceObject,
						   ULONG DevInstKeyType,
						   ACCESS_MASK DesiredAccess,
						   PHANDLE DeviceRegKey);
NTKERNELAPI NTSTATUS NTAPI IoOpenDeviceInterfaceRegistryKey(PUNICODE_STRING SymbolicLinkName,
							    ACCESS_MASK DesiredAccess,
							    PHANDLE DeviceInterfaceRegKey);
typedef enum _DRIVER_REGKEY_TYPE {
	DriverRegKeyParameters,
	DriverRegKeyPersistentState,
	DriverRegKeySharedPersistentState
} DRIVER_REGKEY_TYPE, *PDRIVER_REGKEY_TYPE;

NTKERNELAPI NTSTATUS NTAPI IoOpenDriverRegistryKey(PDRIVER_OBJECT DriverObject,
						   DRIVER_REGKEY_TYPE RegKeyType,
						   ACCESS_MASK DesiredAccess, ULONG Flags,
						   PHANDLE DriverRegKey);
NTKERNELAPI NTSTATUS NTAPI IoRegisterDeviceInterface(PDEVICE_OBJECT PhysicalDeviceObject,
						     const GUID *InterfaceClassGuid,
						     PUNICODE_STRING ReferenceString,
						     PUNICODE_STRING SymbolicLinkName);
NTKERNELAPI NTSTATUS NTAPI IoSetDeviceInterfaceState(PUNICODE_STRING SymbolicLinkName,
						     BOOLEAN Enable);
NTKERNELAPI NTSTATUS NTAPI IoGetDeviceInterfaces(const GUID *InterfaceClassGuid,
						 PDEVICE_OBJECT PhysicalDeviceObject,
						 ULONG Flags, PZZWSTR *SymbolicLinkList);
NTKERNELAPI VOID NTAPI IoInvalidateDeviceRelations(PDEVICE_OBJECT DeviceObject,
						   DEVICE_RELATION_TYPE Type);
typedef ULONG PNP_DEVICE_STATE, *PPNP_DEVICE_STATE;
NTKERNELAPI VOID NTAPI IoInvalidateDeviceState(PDEVICE_OBJECT PhysicalDeviceObject);
NTKERNELAPI VOID NTAPI IoRequestDeviceEject(PDEVICE_OBJECT PhysicalDeviceObject);
NTKERNELAPI NTSTATUS NTAPI IoAllocateDriverObjectExtension(PDRIVER_OBJECT DriverObject,
							   PVOID ClientIdentificationAddress,
							   ULONG DriverObjectExtensionSize,
							   PVOID *DriverObjectExtension);
NTKERNELAPI PVOID NTAPI IoGetDriverObjectExtension(PDRIVER_OBJECT DriverObject,
						   PVOID ClientIdentificationAddress);
NTKERNELAPI NTSTATUS NTAPI
IoRegisterPlugPlayNotification(IO_NOTIFICATION_EVENT_CATEGORY EventCategory,
			       ULONG EventCategoryFlags, PVOID EventCategoryData,
			       PDRIVER_OBJECT DriverObject,
			       PDRIVER_NOTIFICATION_CALLBACK_ROUTINE CallbackRoutine,
			       PVOID Context, PVOID *NotificationEntry);
NTKERNELAPI NTSTATUS NTAPI IoUnregisterPlugPlayNotification(PVOID NotificationEntry);
NTKERNELAPI NTSTATUS NTAPI IoUnregisterPlugPlayNotificationEx(PVOID NotificationEntry);
NTKERNELAPI BOOLEAN NTAPI IoIsWdmVersionAvailable(UCHAR MajorVersion, UCHAR MinorVersion);
NTKERNELAPI BOOLEAN NTAPI IoIs32bitProcess(PIRP Irp);

NTKERNELAPI VOID NTAPI IoGetStackLimits(PULONG_PTR LowLimit, PULONG_PTR HighLimit);
NTKERNELAPI ULONG_PTR NTAPI IoGetRemainingStackSize(VOID);
NTKERNELAPI PVOID NTAPI IoGetInitialStack(VOID);

/* Named events, work items, timers */
NTKERNELAPI PKEVENT NTAPI IoCreateNotificationEvent(PUNICODE_STRING EventName,
						    PHANDLE EventHandle);
NTKERNELAPI PKEVENT NTAPI IoCreateSynchronizationEvent(PUNICODE_STRING EventName,
						       PHANDLE EventHandle);
NTKERNELAPI PIO_WORKITEM NTAPI IoAllocateWorkItem(PDEVICE_OBJECT DeviceObject);
NTKERNELAPI VOID NTAPI IoFreeWorkItem(PIO_WORKITEM IoWorkItem);
NTKERNELAPI ULONG NTAPI IoSizeofWorkItem(VOID);
NTKERNELAPI VOID NTAPI IoInitializeWorkItem(PVOID IoObject, PIO_WORKITEM IoWorkItem);
NTKERNELAPI VOID NTAPI IoUninitializeWorkItem(PIO_WORKITEM IoWorkItem);
NTKERNELAPI VOID NTAPI IoQueueWorkItem(PIO_WORKITEM IoWorkItem,
				       PIO_WORKITEM_ROUTINE WorkerRoutine,
				       WORK_QUEUE_TYPE QueueType, PVOID Context);
NTKERNELAPI VOID NTAPI IoQueueWorkItemEx(PIO_WORKITEM IoWorkItem,
					 PIO_WORKITEM_ROUTINE_EX WorkerRoutine,
					 WORK_QUEUE_TYPE QueueType, PVOID Context);
NTKERNELAPI NTSTATUS NTAPI IoInitializeTimer(PDEVICE_OBJECT DeviceObject,
					     PIO_TIMER_ROUTINE TimerRoutine, PVOID Context);
NTKERNELAPI VOID NTAPI IoStartTimer(PDEVICE_OBJECT DeviceObject);
NTKERNELAPI VOID NTAPI IoStopTimer(PDEVICE_OBJECT DeviceObject);
#define IoInitializeDpcRequest(DeviceObject, DpcRoutine) \
	KeInitializeDpc(&(DeviceObject)->Dpc, \
			(PKDEFERRED_ROUTINE)(ULONG_PTR)(DpcRoutine), (DeviceObject))
#define IoRequestDpc(DeviceObject, Irp, Context) \
	KeInsertQueueDpc(&(DeviceObject)->Dpc, (Irp), (Context))
NTKERNELAPI PVOID NTAPI IoAllocateErrorLogEntry(PVOID IoObject, UCHAR EntrySize);
NTKERNELAPI VOID NTAPI IoFreeErrorLogEntry(PVOID ElEntry);
NTKERNELAPI VOID NTAPI IoWriteErrorLogEntry(PVOID ElEntry);

typedef struct _IO_ERROR_LOG_PACKET {
	UCHAR MajorFunctionCode;
	UCHAR RetryCount;
	USHORT DumpDataSize;
	USHORT NumberOfStrings;
	USHORT StringOffset;
	USHORT EventCategory;
	NTSTATUS ErrorCode;
	ULONG UniqueErrorValue;
	NTSTATUS FinalStatus;
	ULONG SequenceNumber;
	ULONG IoControlCode;
	LARGE_INTEGER DeviceOffset;
	ULONG DumpData[ANYSIZE_ARRAY];
} IO_ERROR_LOG_PACKET, *PIO_ERROR_LOG_PACKET;

#define ERROR_LOG_LIMIT_SIZE 0xF0
#define ERROR_LOG_MAXIMUM_SIZE 0xF0ULL
#define ERROR_LOG_MESSAGE_LIMIT_SIZE 0x158ULL

/* Interrupts */
typedef struct _IO_CONNECT_INTERRUPT_FULLY_SPECIFIED_PARAMETERS {
	PDEVICE_OBJECT PhysicalDeviceObject;
	PKINTERRUPT *InterruptObject;
	PKSERVICE_ROUTINE ServiceRoutine;
	PVOID ServiceContext;
	PKSPIN_LOCK SpinLock;
	UCHAR SynchronizeIrql;
	UCHAR FloatingSave;
	UCHAR ShareVector;
	ULONG Vector;
	UCHAR Irql;
	KINTERRUPT_MODE InterruptMode;
	ULONGLONG ProcessorEnableMask;
	USHORT Group;
} IO_CONNECT_INTERRUPT_FULLY_SPECIFIED_PARAMETERS,
  *PIO_CONNECT_INTERRUPT_FULLY_SPECIFIED_PARAMETERS;

typedef struct _IO_CONNECT_INTERRUPT_LINE_BASED_PARAMETERS {
	PDEVICE_OBJECT PhysicalDeviceObject;
	PKINTERRUPT *InterruptObject;
	PKSERVICE_ROUTINE ServiceRoutine;
	PVOID ServiceContext;
	PKSPIN_LOCK SpinLock;
	UCHAR SynchronizeIrql;
	UCHAR FloatingSave;
} IO_CONNECT_INTERRUPT_LINE_BASED_PARAMETERS,
  *PIO_CONNECT_INTERRUPT_LINE_BASED_PARAMETERS;

typedef struct _IO_INTERRUPT_MESSAGE_INFO_ENTRY {
	LARGE_INTEGER MessageAddress;
	ULONGLONG TargetProcessorSet;
	PKINTERRUPT InterruptObject;
	ULONG MessageData;
	ULONG Vector;
	UCHAR Irql;
	KINTERRUPT_MODE Mode;
	KINTERRUPT_POLARITY Polarity;
} IO_INTERRUPT_MESSAGE_INFO_ENTRY, *PIO_INTERRUPT_MESSAGE_INFO_ENTRY;

typedef struct _IO_INTERRUPT_MESSAGE_INFO {
	UCHAR UnifiedIrql;
	ULONG MessageCount;
	IO_INTERRUPT_MESSAGE_INFO_ENTRY MessageInfo[ANYSIZE_ARRAY];
} IO_INTERRUPT_MESSAGE_INFO, *PIO_INTERRUPT_MESSAGE_INFO;

typedef struct _IO_CONNECT_INTERRUPT_MESSAGE_BASED_PARAMETERS {
	PDEVICE_OBJECT PhysicalDeviceObject;
	union {
		PVOID *Generic;
		PIO_INTERRUPT_MESSAGE_INFO *InterruptMessageTable;
		PKINTERRUPT *InterruptObject;
	} ConnectionContext;
	PKMESSAGE_SERVICE_ROUTINE MessageServiceRoutine;
	PVOID ServiceContext;
	PKSPIN_LOCK SpinLock;
	UCHAR SynchronizeIrql;
	UCHAR FloatingSave;
	PKSERVICE_ROUTINE FallBackServiceRoutine;
} IO_CONNECT_INTERRUPT_MESSAGE_BASED_PARAMETERS,
  *PIO_CONNECT_INTERRUPT_MESSAGE_BASED_PARAMETERS;

typedef struct _IO_CONNECT_INTERRUPT_PARAMETERS {
	ULONG Version;
	union {
		IO_CONNECT_INTERRUPT_FULLY_SPECIFIED_PARAMETERS FullySpecified;
		IO_CONNECT_INTERRUPT_MESSAGE_BASED_PARAMETERS MessageBased;
		IO_CONNECT_INTERRUPT_LINE_BASED_PARAMETERS LineBased;
	};
} IO_CONNECT_INTERRUPT_PARAMETERS, *PIO_CONNECT_INTERRUPT_PARAMETERS;

typedef struct _IO_DISCONNECT_INTERRUPT_PARAMETERS {
	ULONG Version;
	union {
		PVOID Generic;
		PIO_INTERRUPT_MESSAGE_INFO InterruptMessageTable;
		PKINTERRUPT InterruptObject;
	} ConnectionContext;
} IO_DISCONNECT_INTERRUPT_PARAMETERS, *PIO_DISCONNECT_INTERRUPT_PARAMETERS;

typedef struct _IO_REPORT_INTERRUPT_ACTIVE_STATE_PARAMETERS {
	ULONG Version;
	union {
		PVOID Generic;
		PVOID InterruptMessageTable;
		PVOID InterruptObject;
	} ConnectionContext;
} IO_REPORT_INTERRUPT_ACTIVE_STATE_PARAMETERS,
  *PIO_REPORT_INTERRUPT_ACTIVE_STATE_PARAMETERS;

NTKERNELAPI NTSTATUS NTAPI IoConnectInterrupt(PKINTERRUPT *InterruptObject,
					      PKSERVICE_ROUTINE ServiceRoutine,
					      PVOID ServiceContext, PKSPIN_LOCK SpinLock,
					      ULONG Vector, KIRQL Irql, KIRQL SynchronizeIrql,
					      KINTERRUPT_MODE InterruptMode,
					      BOOLEAN ShareVector,
					      KAFFINITY ProcessorEnableMask,
					      BOOLEAN FloatingSave);
NTKERNELAPI VOID NTAPI IoDisconnectInterrupt(PKINTERRUPT InterruptObject);
NTKERNELAPI NTSTATUS NTAPI IoConnectInterruptEx(PIO_CONNECT_INTERRUPT_PARAMETERS Parameters);
NTKERNELAPI VOID NTAPI IoDisconnectInterruptEx(PIO_DISCONNECT_INTERRUPT_PARAMETERS Parameters);

/* Remove locks */
typedef struct _IO_REMOVE_LOCK_COMMON_BLOCK {
	UCHAR Removed;
	UCHAR Reserved[3];
	LONG IoCount;
	KEVENT RemoveEvent;
} IO_REMOVE_LOCK_COMMON_BLOCK;

typedef struct _IO_REMOVE_LOCK_DBG_BLOCK {
	LONG Signature;
	ULONG HighWatermark;
	LONGLONG MaxLockedTicks;
	LONG AllocateTag;
	LIST_ENTRY LockList;
	ULONGLONG Spin;
	LONG LowMemoryCount;
	ULONG Reserved1[4];
	PVOID Reserved2;
	PVOID Blocks;
} IO_REMOVE_LOCK_DBG_BLOCK;

typedef struct _IO_REMOVE_LOCK {
	IO_REMOVE_LOCK_COMMON_BLOCK Common;
} IO_REMOVE_LOCK, *PIO_REMOVE_LOCK;

NTKERNELAPI VOID NTAPI IoInitializeRemoveLockEx(PIO_REMOVE_LOCK Lock, ULONG AllocateTag,
						ULONG MaxLockedMinutes, ULONG HighWatermark,
						ULONG RemlockSize);
NTKERNELAPI NTSTATUS NTAPI IoAcquireRemoveLockEx(PIO_REMOVE_LOCK RemoveLock, PVOID Tag,
						 PCSTR File, ULONG Line, ULONG RemlockSize);
NTKERNELAPI VOID NTAPI IoReleaseRemoveLockEx(PIO_REMOVE_LOCK RemoveLock, PVOID Tag,
					     ULONG RemlockSize);
NTKERNELAPI VOID NTAPI IoReleaseRemoveLockAndWaitEx(PIO_REMOVE_LOCK RemoveLock, PVOID Tag,
						    ULONG RemlockSize);
#define IoInitializeRemoveLock(Lock, Tag, MaxMinutes, HighWater) \
	IoInitializeRemoveLockEx((Lock), (Tag), (MaxMinutes), (HighWater), \
				 sizeof(IO_REMOVE_LOCK))
#define IoAcquireRemoveLock(RemoveLock, Tag) \
	IoAcquireRemoveLockEx((RemoveLock), (Tag), __FILE__, __LINE__, sizeof(IO_REMOVE_LOCK))
#define IoReleaseRemoveLock(RemoveLock, Tag) \
	IoReleaseRemoveLockEx((RemoveLock), (Tag), sizeof(IO_REMOVE_LOCK))
#define IoReleaseRemoveLockAndWait(RemoveLock, Tag) \
	IoReleaseRemoveLockAndWaitEx((RemoveLock), (Tag), sizeof(IO_REMOVE_LOCK))

/* Notifications */
typedef struct _PLUGPLAY_NOTIFICATION_HEADER {
	USHORT Version;
	USHORT Size;
	GUID Event;
} PLUGPLAY_NOTIFICATION_HEADER, *PPLUGPLAY_NOTIFICATION_HEADER;

typedef struct _DEVICE_INTERFACE_CHANGE_NOTIFICATION {
	USHORT Version;
	USHORT Size;
	GUID Event;
	GUID InterfaceClassGuid;
	PUNICODE_STRING SymbolicLinkName;
} DEVICE_INTERFACE_CHANGE_NOTIFICATION, *PDEVICE_INTERFACE_CHANGE_NOTIFICATION;

typedef struct _TARGET_DEVICE_REMOVAL_NOTIFICATION {
	USHORT Version;
	USHORT Size;
	GUID Event;
	PFILE_OBJECT FileObject;
} TARGET_DEVICE_REMOVAL_NOTIFICATION, *PTARGET_DEVICE_REMOVAL_NOTIFICATION;

typedef struct _TARGET_DEVICE_CUSTOM_NOTIFICATION {
	USHORT Version;
	USHORT Size;
	GUID Event;
	PFILE_OBJECT FileObject;
	LONG NameBufferOffset;
	UCHAR CustomDataBuffer[ANYSIZE_ARRAY];
} TARGET_DEVICE_CUSTOM_NOTIFICATION, *PTARGET_DEVICE_CUSTOM_NOTIFICATION;

typedef struct _HWPROFILE_CHANGE_NOTIFICATION {
	USHORT Version;
	USHORT Size;
	GUID Event;
} HWPROFILE_CHANGE_NOTIFICATION, *PHWPROFILE_CHANGE_NOTIFICATION;

DXGK_EXTERN_C_END

#endif /* _DXGK_NT_IO_H_ */
