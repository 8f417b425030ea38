namespace OptionsSdk.Store;

/// <summary>
/// A database or cache where the processes that share a namespace tell each other where they stand. Implementations are safe for concurrent
/// use, and judge by their own clock which process is alive, so that the clocks of the processes do not matter.
/// </summary>
public interface IOptionFleet
{
    /// <summary>Says where a process stands, in place of what it said before.</summary>
    /// <param name="node">The process.</param>
    /// <param name="lifetime">For how long the process counts as alive without another word.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when others can read it.</returns>
    ValueTask ReportAsync(FleetNode node, TimeSpan lifetime, CancellationToken cancellationToken = default);

    /// <summary>Takes back what a process said, because it ends.</summary>
    /// <param name="node">The identity of the process.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when the process is forgotten.</returns>
    ValueTask LeaveAsync(Guid node, CancellationToken cancellationToken = default);

    /// <summary>Reads which processes are alive.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The processes, in no particular order.</returns>
    ValueTask<IReadOnlyList<FleetNode>> ReadNodesAsync(CancellationToken cancellationToken = default);
}
