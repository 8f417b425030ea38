using System.Diagnostics;
using OptionsSdk.Errors;

namespace OptionsSdk.Tracing;

/// <summary>
/// One activity of the source <c>OptionsSdk</c>, or nothing if nobody listens, which costs no allocation. Never throws: listeners run inside
/// of the calls, and neither a write nor an install may fail for theirs. Tags never hold values.
/// </summary>
internal readonly struct OptionActivity : IDisposable
{
    private static readonly ActivitySource Source = new("OptionsSdk");

    private readonly Activity? _activity;
    private readonly Activity? _outer;

    private OptionActivity(Activity? activity, Activity? outer)
    {
        _activity = activity;
        _outer = outer;
    }

    /// <summary>Whether somebody wants to know what the tags say.</summary>
    public bool WantsTags => _activity is { IsAllDataRequested: true };

    public static OptionActivity Start(string name)
    {
        if (!Source.HasListeners())
        {
            return default;
        }

        var outer = Activity.Current;
        try
        {
            return new(Source.StartActivity(name), outer);
        }
        catch (Exception)
        {
            // The listener's own failure. What it has left begun must not become the parent of what follows.
            Activity.Current = outer;
            return default;
        }
    }

    public void Tag(string name, string value)
    {
        if (WantsTags)
        {
            _activity!.SetTag(name, value);
        }
    }

    public void Tag(string name, long value)
    {
        if (WantsTags)
        {
            _activity!.SetTag(name, value);
        }
    }

    public void Tag(string name, bool value)
    {
        if (WantsTags)
        {
            _activity!.SetTag(name, value);
        }
    }

    /// <summary>Notes that the work failed: by the error's id, or the type of a foreign exception, whose message may hold anything.</summary>
    public void Fail(Exception exception)
    {
        if (_activity is null)
        {
            return;
        }

        var kind = ErrorKind(exception);
        _activity.SetTag("error.type", kind);
        _activity.SetStatus(ActivityStatusCode.Error, kind);
    }

    public void Dispose()
    {
        if (_activity is null)
        {
            return;
        }

        try
        {
            _activity.Dispose();
        }
        catch (Exception)
        {
            // As above.
            Activity.Current = _outer;
        }
    }

    /// <summary>What tags say of an error.</summary>
    public static string ErrorKind(Exception exception) => exception is OptionException known ? known.Id : exception.GetType().FullName!;
}
