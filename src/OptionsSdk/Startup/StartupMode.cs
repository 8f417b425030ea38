namespace OptionsSdk;

/// <summary>
/// What a start does about a database that has not confirmed the options yet. Reads never wait, whatever is chosen. Immutable.
/// </summary>
public sealed class StartupMode
{
    private readonly string _name;

    private StartupMode(string name) => _name = name;

    /// <summary>
    /// The default: the start goes on and the database confirms in the background. With a last-known-good file the start does not wait at
    /// all. With nothing but defaults it gives the database's first answer one second, because options that fall back to their defaults
    /// for a moment are a change nobody asked for. Until the confirmation the store is not <see cref="Store.StoreState.Fresh"/>, and
    /// <see cref="OptionHealthCheck"/> reports degraded.
    /// </summary>
    public static StartupMode Background { get; } = new(nameof(Background));

    /// <summary>
    /// The start throws <see cref="Errors.OptionStartupException"/> unless the database answers: the first question decides, within the
    /// database's own time limits and the start's token.
    /// </summary>
    public static StartupMode Required { get; } = new(nameof(Required)) { IsRequired = true };

    internal bool IsRequired { get; private init; }

    internal TimeSpan? Timeout { get; private init; }

    /// <summary>
    /// The start waits until the database has confirmed the options, asking again if it fails, and goes on with what there is when the time
    /// is over: the cache's image, the last-known-good file, settings and defaults.
    /// </summary>
    /// <param name="timeout">How long to wait at most; zero to wait for nothing, not even with nothing but defaults.</param>
    /// <returns>The mode.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or longer than a day.</exception>
    public static StartupMode WaitFor(TimeSpan timeout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(timeout, TimeSpan.FromDays(1));
        return new($"{nameof(WaitFor)}({timeout})") { Timeout = timeout };
    }

    /// <inheritdoc/>
    public override string ToString() => _name;
}
