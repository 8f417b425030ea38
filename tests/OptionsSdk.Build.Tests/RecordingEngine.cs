using System.Collections;
using Microsoft.Build.Framework;

namespace OptionsSdk.Build.Tests;

/// <summary>A build of one task that only listens.</summary>
internal sealed class RecordingEngine : IBuildEngine
{
    /// <summary>What the task said, as builds print it: <c>file(line): kind code: text</c>.</summary>
    public List<string> Lines { get; } = [];

    public bool ContinueOnError => false;

    public int LineNumberOfTaskNode => 0;

    public int ColumnNumberOfTaskNode => 0;

    public string ProjectFileOfTaskNode => "Acme.csproj";

    public void LogErrorEvent(BuildErrorEventArgs e) => Lines.Add($"{Path.GetFileName(e.File)}({e.LineNumber}): error {e.Code}: {e.Message}");

    public void LogWarningEvent(BuildWarningEventArgs e) => Lines.Add($"{Path.GetFileName(e.File)}({e.LineNumber}): warning {e.Code}: {e.Message}");

    public void LogMessageEvent(BuildMessageEventArgs e) => Lines.Add(e.Message ?? "");

    public void LogCustomEvent(CustomBuildEventArgs e) => Lines.Add(e.Message ?? "");

    public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs) => false;
}
