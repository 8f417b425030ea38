using OptionsSdk.Store;
using OptionsSdk.Tracing;

namespace OptionsSdk;

/// <content>What is read, and what is worth declaring.</content>
public sealed partial class OptionManager
{
    /// <summary>
    /// Ends the usage window that is open, if one is, and opens the next one. In a window each option's first read is noticed, by one slow
    /// read; all others cost what they cost without a window. Safe for concurrent use.
    /// </summary>
    /// <remarks>
    /// Reads by accessor, by key, as text or JSON and from snapshots count, under overrides too; <see cref="Explain"/>, change events and
    /// watches do not. No window is open before the first call.
    /// </remarks>
    /// <returns>The report of the window that ended; before the first window it knows of no reads.</returns>
    public OptionUsageReport OpenUsageWindow()
    {
        _ = Complete();
        return _usage.Open(UnknownStoredKeys);
    }

    /// <summary>Reports which options were read in the open usage window so far, and where values come from. Safe for concurrent use.</summary>
    /// <returns>The report; before the first <see cref="OpenUsageWindow"/> it knows of no reads.</returns>
    public OptionUsageReport GetUsage()
    {
        _ = Complete();
        return _usage.Report(UnknownStoredKeys);
    }

    // The publisher asks the store for its image itself; the one of the event only names what is installed in a trace.
    private void Install(OptionStore store, StoreImage image)
    {
        using var activity = OptionActivity.Start("options.install");
        activity.Tag("options.revision", image.Position.Revision);
        _publisher.Install(store);
    }

    private void ReloadSettings()
    {
        using var activity = OptionActivity.Start("options.reload");
        try
        {
            _publisher.ReloadSettings();
        }
        catch (Exception exception)
        {
            activity.Fail(exception);
            throw;
        }
    }
}
