; Inno Setup 6: per user, without administrator rights, upgrades in place, leaves data alone.
; `python3 dev.py build` fills in $version and writes this file beside the frozen program.

#define Uninstall "{6C0B7B0D-4B5E-4C37-9C43-6B1E0D7C1A52}_is1"

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
; Setup and uninstalling ask to close an open program, which holds this mutex
; (cte_desktop/system/open_mark.py), and go on once it is closed. What else uses the program's files
; is closed too; nothing is opened again by itself, since the database would ask for its passphrase.
AppMutex=CTE-Desktop-is-open
CloseApplications=yes
RestartApplications=no
; The version that Windows shows, and that an older setup is compared with.
VersionInfoVersion=$version
UsePreviousAppDir=yes

[Languages]
Name: "english"; MessagesFile: "compiler:Default.isl"
Name: "spanish"; MessagesFile: "compiler:Languages\Spanish.isl"

[Messages]
english.SetupAppRunningError=CTE Desktop is open.%n%nClose it now: everything in it is saved. Then choose OK to go on, or Cancel; nothing has been changed yet.
spanish.SetupAppRunningError=CTE Desktop está abierto.%n%nCiérrelo ahora: todo está guardado. Luego elija Aceptar para continuar, o Cancelar; todavía no se ha cambiado nada.

[CustomMessages]
english.OlderSetup=Version %1 of CTE Desktop is installed; this setup brings the older version $version, which could not read your database. Nothing was changed.
spanish.OlderSetup=La versión %1 de CTE Desktop está instalada; este instalador trae la versión anterior $version, que no podría leer su base de datos. No se cambió nada.

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

[Code]
// An older setup would leave a program that can't read the databases of the newer one.
function Numbers(Version: String; Place: Integer): Integer;
var
  Rest: String;
  At: Integer;
begin
  Rest := Version;
  while Place > 0 do begin
    At := Pos('.', Rest);
    if At = 0 then Rest := '' else Delete(Rest, 1, At);
    Place := Place - 1;
  end;
  At := Pos('.', Rest);
  if At > 0 then Rest := Copy(Rest, 1, At - 1);
  Result := StrToIntDef(Rest, 0);
end;

function InitializeSetup(): Boolean;
var
  Installed: String;
  Place: Integer;
begin
  Result := True;
  if not RegQueryStringValue(HKCU, 'Software\Microsoft\Windows\CurrentVersion\Uninstall\{#Uninstall}', 'DisplayVersion', Installed) then exit;
  for Place := 0 to 3 do begin
    if Numbers(Installed, Place) > Numbers('$version', Place) then begin
      MsgBox(FmtMessage(CustomMessage('OlderSetup'), [Installed]), mbInformation, MB_OK);
      Result := False;
    end;
    if Numbers(Installed, Place) <> Numbers('$version', Place) then exit;
  end;
end;
