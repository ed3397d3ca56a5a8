; Inno Setup 6: per user, without administrator rights, upgrades in place, leaves data alone.
; `python3 dev.py build` fills in $version and writes this file beside the frozen program.

[Setup]
AppId={{6C0B7B0D-4B5E-4C37-9C43-6B1E0D7C1A52}
AppName=CTE Desktop
AppVersion=$version
AppPublisher=CTE Desktop
DefaultDirName={localappdata}\Programs\CTE Desktop
DefaultGroupName=CTE Desktop
DisableProgramGroupPage=yes
DisableDirPage=auto
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
OutputDir=.
OutputBaseFilename=CTE-Desktop-Setup-$version
SetupIconFile=cte-desktop.ico
UninstallDisplayIcon={app}\cte-desktop.exe
LicenseFile=LICENSE.txt
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
; An open program is asked to close, and opened again afterwards.
CloseApplications=yes
RestartApplications=yes

[Languages]
Name: "english"; MessagesFile: "compiler:Default.isl"
Name: "spanish"; MessagesFile: "compiler:Languages\Spanish.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"

[InstallDelete]
; Libraries of the version before would be found first.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "cte-desktop\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs
Source: "LICENSE.txt"; DestDir: "{app}"
Source: "THIRD-PARTY.md"; DestDir: "{app}"

[Icons]
Name: "{group}\CTE Desktop"; Filename: "{app}\cte-desktop.exe"
Name: "{userdesktop}\CTE Desktop"; Filename: "{app}\cte-desktop.exe"; Tasks: desktopicon

[Run]
Filename: "{app}\cte-desktop.exe"; Description: "{cm:LaunchProgram,CTE Desktop}"; Flags: nowait postinstall skipifsilent

; Nothing is said of databases, settings and backups: uninstalling leaves them where they are.
