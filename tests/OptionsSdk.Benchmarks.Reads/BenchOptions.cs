namespace OptionsSdk.Benchmarks.Reads;

/// <summary>What is read: options of every width of word, declared and generated as everybody's.</summary>
[OptionGroup("bench")]
public sealed partial class BenchOptions
{
    /// <summary>Number 0.</summary>
    public partial int Number0 { get; } = 1;

    /// <summary>Number 1.</summary>
    public partial int Number1 { get; } = 2;

    /// <summary>Number 2.</summary>
    public partial int Number2 { get; } = 3;

    /// <summary>Number 3.</summary>
    public partial int Number3 { get; } = 4;

    /// <summary>Number 4.</summary>
    public partial int Number4 { get; } = 5;

    /// <summary>Number 5.</summary>
    public partial int Number5 { get; } = 6;

    /// <summary>Number 6.</summary>
    public partial int Number6 { get; } = 7;

    /// <summary>Number 7.</summary>
    public partial int Number7 { get; } = 8;

    /// <summary>Number 8.</summary>
    public partial int Number8 { get; } = 9;

    /// <summary>Number 9.</summary>
    public partial int Number9 { get; } = 10;

    /// <summary>Number 10.</summary>
    public partial int Number10 { get; } = 11;

    /// <summary>Number 11.</summary>
    public partial int Number11 { get; } = 12;

    /// <summary>Number 12.</summary>
    public partial int Number12 { get; } = 13;

    /// <summary>Number 13.</summary>
    public partial int Number13 { get; } = 14;

    /// <summary>Number 14.</summary>
    public partial int Number14 { get; } = 15;

    /// <summary>Number 15.</summary>
    public partial int Number15 { get; } = 16;

    /// <summary>Text 0.</summary>
    public partial string Text0 { get; } = "text-0";

    /// <summary>Text 1.</summary>
    public partial string Text1 { get; } = "text-1";

    /// <summary>Text 2.</summary>
    public partial string Text2 { get; } = "text-2";

    /// <summary>Text 3.</summary>
    public partial string Text3 { get; } = "text-3";

    /// <summary>Text 4.</summary>
    public partial string Text4 { get; } = "text-4";

    /// <summary>Text 5.</summary>
    public partial string Text5 { get; } = "text-5";

    /// <summary>Text 6.</summary>
    public partial string Text6 { get; } = "text-6";

    /// <summary>Text 7.</summary>
    public partial string Text7 { get; } = "text-7";

    /// <summary>Text 8.</summary>
    public partial string Text8 { get; } = "text-8";

    /// <summary>Text 9.</summary>
    public partial string Text9 { get; } = "text-9";

    /// <summary>Text 10.</summary>
    public partial string Text10 { get; } = "text-10";

    /// <summary>Text 11.</summary>
    public partial string Text11 { get; } = "text-11";

    /// <summary>Text 12.</summary>
    public partial string Text12 { get; } = "text-12";

    /// <summary>Text 13.</summary>
    public partial string Text13 { get; } = "text-13";

    /// <summary>Text 14.</summary>
    public partial string Text14 { get; } = "text-14";

    /// <summary>Text 15.</summary>
    public partial string Text15 { get; } = "text-15";

    /// <summary>Value 0 of more than one word.</summary>
    public partial long? Wide0 { get; } = 1;

    /// <summary>Value 1 of more than one word.</summary>
    public partial long? Wide1 { get; } = 2;

    /// <summary>Value 2 of more than one word.</summary>
    public partial long? Wide2 { get; } = 3;

    /// <summary>Value 3 of more than one word.</summary>
    public partial long? Wide3 { get; } = 4;

    /// <summary>Value 4 of more than one word.</summary>
    public partial long? Wide4 { get; } = 5;

    /// <summary>Value 5 of more than one word.</summary>
    public partial long? Wide5 { get; } = 6;

    /// <summary>Value 6 of more than one word.</summary>
    public partial long? Wide6 { get; } = 7;

    /// <summary>Value 7 of more than one word.</summary>
    public partial long? Wide7 { get; } = 8;

    /// <summary>Value 8 of more than one word.</summary>
    public partial long? Wide8 { get; } = 9;

    /// <summary>Value 9 of more than one word.</summary>
    public partial long? Wide9 { get; } = 10;

    /// <summary>Value 10 of more than one word.</summary>
    public partial long? Wide10 { get; } = 11;

    /// <summary>Value 11 of more than one word.</summary>
    public partial long? Wide11 { get; } = 12;

    /// <summary>Value 12 of more than one word.</summary>
    public partial long? Wide12 { get; } = 13;

    /// <summary>Value 13 of more than one word.</summary>
    public partial long? Wide13 { get; } = 14;

    /// <summary>Value 14 of more than one word.</summary>
    public partial long? Wide14 { get; } = 15;

    /// <summary>Value 15 of more than one word.</summary>
    public partial long? Wide15 { get; } = 16;
}
