namespace OptionsSdk.Chaos.Nodes;

/// <summary>What a run writes and reads.</summary>
[OptionGroup("chaos")]
public sealed partial class ChaosOptions
{
    public partial string K0 { get; } = "";

    public partial string K1 { get; } = "";

    public partial string K2 { get; } = "";

    public partial string K3 { get; } = "";

    public partial string K4 { get; } = "";

    public partial string K5 { get; } = "";

    public partial string K6 { get; } = "";

    public partial string K7 { get; } = "";

    public partial string K8 { get; } = "";

    public partial string K9 { get; } = "";

    public partial string K10 { get; } = "";

    public partial string K11 { get; } = "";

    public partial string K12 { get; } = "";

    public partial string K13 { get; } = "";

    public partial string K14 { get; } = "";

    public partial string K15 { get; } = "";

    public partial string K16 { get; } = "";

    public partial string K17 { get; } = "";

    public partial string K18 { get; } = "";

    public partial string K19 { get; } = "";
}
