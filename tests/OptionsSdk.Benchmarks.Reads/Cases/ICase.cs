namespace OptionsSdk.Benchmarks.Reads.Cases;

/// <summary>Something that is read, sixteen values in each pass. Structs, so that nothing is asked to find out what to run.</summary>
/// <remarks>
/// Three sums, since that many stay in registers across a call: a read that may call something would otherwise be charged for sums that
/// are kept in memory.
/// </remarks>
internal interface ICase
{
    /// <summary>Reads all values so many times. A barrier ends each pass, or plain fields could be read once for all of them.</summary>
    long Run(int passes);
}
