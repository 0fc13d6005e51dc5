; The installer for one user: it asks for no administrator, but for the firewall if that
; is wanted. package.sh passes VERSION, VERSION4, EXE, ICON, NOTICES, WEBVIEW2 and OUT.
;
;   npt-setup.exe /S [/D=C:\folder] [/FIREWALL] [/NOWEBVIEW2]     without questions
;   uninstall.exe /S [/RECORDS]                                   /RECORDS deletes them too
Target amd64-unicode
ManifestDPIAware true
SetCompressor /SOLID lzma
RequestExecutionLevel user

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"

!define NAME "Notebook Progress Tracker"
!define ID "NotebookProgressTracker"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${ID}"
!define DATA "$LOCALAPPDATA\notebook-progress-tracker"
; Where Microsoft's own installer notes that the runtime is there.
!define WEBVIEW2_KEY "Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}"

Name "${NAME}"
BrandingText "${NAME} ${VERSION}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "Software\${ID}" "InstallDir"

VIProductVersion "${VERSION4}"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Installs ${NAME}"
VIAddVersionKey "LegalCopyright" "${PUBLISHER}"

!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"' = 0
!endif

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_COMPONENTSPAGE_SMALLDESC
!define MUI_FINISHPAGE_RUN "$INSTDIR\npt.exe"

!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "French"

LangString APP ${LANG_ENGLISH} "The app"
LangString APP ${LANG_FRENCH} "L'application"
LangString FIREWALL ${LANG_ENGLISH} "Let notebooks through the firewall"
LangString FIREWALL ${LANG_FRENCH} "Laisser passer les notebooks"
LangString APP_TEXT ${LANG_ENGLISH} "The app with an entry in the start menu, for your account. It asks for no administrator."
LangString APP_TEXT ${LANG_FRENCH} "L'application et son entrée dans le menu Démarrer, pour votre compte. Sans administrateur."
LangString FIREWALL_TEXT ${LANG_ENGLISH} "Windows asks for an administrator once. If you decline, all else is installed: Windows then asks at the first start, and until somebody allows it, only notebooks on this computer reach the app. The network doctor says so, and how to make up for it."
LangString FIREWALL_TEXT ${LANG_FRENCH} "Windows demande un administrateur une fois. Sans cela, tout le reste est installé : Windows posera la question au premier démarrage et, d'ici là, seuls les notebooks de cet ordinateur atteignent l'application. Le diagnostic du réseau le dira."
LangString FIREWALL_DECLINED ${LANG_ENGLISH} "The firewall was not changed. Notebooks on other computers reach the app once it is allowed: Windows asks at its first start, and the network doctor in the app says how."
LangString FIREWALL_DECLINED ${LANG_FRENCH} "Le pare-feu n'a pas été modifié. Les notebooks d'autres ordinateurs atteindront l'application quand elle sera autorisée : Windows le demande au premier démarrage, et le diagnostic du réseau l'explique."
LangString WEBVIEW2_FAILED ${LANG_ENGLISH} "The window needs Microsoft's WebView2 runtime, which could not be installed; it comes from the internet. Install it from https://go.microsoft.com/fwlink/p/?LinkId=2124703, or run `npt serve` and use a browser."
LangString WEBVIEW2_FAILED ${LANG_FRENCH} "La fenêtre a besoin de WebView2 de Microsoft, qui n'a pas pu être installé ; il vient d'internet. Installez-le depuis https://go.microsoft.com/fwlink/p/?LinkId=2124703, ou lancez `npt serve` et utilisez un navigateur."
LangString DELETE_RECORDS ${LANG_ENGLISH} "Delete the records of all sessions too? They are in ${DATA} and nowhere else."
LangString DELETE_RECORDS ${LANG_FRENCH} "Supprimer aussi les réponses de toutes les séances ? Elles sont dans ${DATA} et nulle part ailleurs."
LangString RUNNING ${LANG_ENGLISH} "${NAME} does not end: close it, then try again."
LangString RUNNING ${LANG_FRENCH} "${NAME} ne se termine pas : fermez-le, puis réessayez."

; End the running app, for its file to be free. An app that is not there fails at once.
!macro EndApp
  ${If} ${FileExists} "$INSTDIR\npt.exe"
    nsExec::Exec '"$INSTDIR\npt.exe" quit'
    Pop $0
    ${For} $1 1 20
      ClearErrors
      Rename "$INSTDIR\npt.exe" "$INSTDIR\npt.old.exe"
      ${IfNot} ${Errors}
        ${Break}
      ${EndIf}
      Sleep 250
    ${Next}
    ${If} ${FileExists} "$INSTDIR\npt.exe"
      MessageBox MB_ICONSTOP "$(RUNNING)" /SD IDOK
      Abort
    ${EndIf}
    Delete "$INSTDIR\npt.old.exe"
  ${EndIf}
!macroend

Function .onInit
  ${GetParameters} $R0
  ${If} ${Silent}
    ; Nobody is there to answer the administrator's question, unless it was asked for.
    SectionSetFlags 1 0
    ClearErrors
    ${GetOptions} $R0 "/FIREWALL" $R1
    ${IfNot} ${Errors}
      SectionSetFlags 1 ${SF_SELECTED}
    ${EndIf}
  ${EndIf}
FunctionEnd

Section "$(APP)" SecApp
  SectionIn RO
  !insertmacro EndApp
  SetOutPath "$INSTDIR"
  File "/oname=npt.exe" "${EXE}"
  File "/oname=notices.txt" "${NOTICES}"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\npt.exe"

  WriteRegStr HKCU "Software\${ID}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\npt.exe"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" $0
  Call InstallWebView2
SectionEnd

Section "$(FIREWALL)" SecFirewall
  ; By program, as the app takes the next port where 6780 is taken; on networks that the
  ; teacher calls private or a company's. Multicast DNS is how notebooks find its name.
  FileOpen $0 "$PLUGINSDIR\firewall.cmd" w
  FileWrite $0 '@echo off$\r$\n'
  FileWrite $0 'netsh advfirewall firewall delete rule name="${NAME}"$\r$\n'
  FileWrite $0 'netsh advfirewall firewall add rule name="${NAME}" dir=in action=allow protocol=TCP program="$INSTDIR\npt.exe" profile=private,domain || exit /b 1$\r$\n'
  FileWrite $0 'netsh advfirewall firewall add rule name="${NAME}" dir=in action=allow protocol=UDP localport=5353 program="$INSTDIR\npt.exe" profile=private,domain || exit /b 1$\r$\n'
  FileClose $0
  ClearErrors
  ExecShellWait "runas" "$PLUGINSDIR\firewall.cmd" "" SW_HIDE
  ${If} ${Errors}
    MessageBox MB_ICONINFORMATION "$(FIREWALL_DECLINED)" /SD IDOK
  ${Else}
    WriteRegDWORD HKCU "Software\${ID}" "Firewall" 1
  ${EndIf}
SectionEnd

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${SecApp} $(APP_TEXT)
  !insertmacro MUI_DESCRIPTION_TEXT ${SecFirewall} $(FIREWALL_TEXT)
!insertmacro MUI_FUNCTION_DESCRIPTION_END

; What draws the window. Windows 11 and an up-to-date Windows 10 have it.
Function InstallWebView2
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/NOWEBVIEW2" $R1
  ${IfNot} ${Errors}
    Return
  ${EndIf}
  ReadRegStr $0 HKLM "SOFTWARE\WOW6432Node\${WEBVIEW2_KEY}" "pv"
  ${If} $0 == ""
    ReadRegStr $0 HKCU "Software\${WEBVIEW2_KEY}" "pv"
  ${EndIf}
  ${If} $0 != ""
  ${AndIf} $0 != "0.0.0.0"
    Return
  ${EndIf}
  InitPluginsDir
  File "/oname=$PLUGINSDIR\webview2.exe" "${WEBVIEW2}"
  DetailPrint "WebView2"
  ExecWait '"$PLUGINSDIR\webview2.exe" /silent /install' $0
  ${If} $0 != 0
    MessageBox MB_ICONEXCLAMATION "$(WEBVIEW2_FAILED)" /SD IDOK
  ${EndIf}
FunctionEnd


Section "Uninstall"
  !insertmacro EndApp
  ReadRegDWORD $0 HKCU "Software\${ID}" "Firewall"
  ${If} $0 = 1
    ExecShellWait "runas" "netsh" 'advfirewall firewall delete rule name="${NAME}"' SW_HIDE
  ${EndIf}
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$INSTDIR\notices.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  DeleteRegKey HKCU "Software\${ID}"

  ; The records stay unless somebody says otherwise.
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/RECORDS" $R1
  ${IfNot} ${Errors}
    RMDir /r "${DATA}"
  ${ElseIf} ${FileExists} "${DATA}\records.db"
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(DELETE_RECORDS)" /SD IDNO IDNO keep
    RMDir /r "${DATA}"
    keep:
  ${EndIf}
SectionEnd
