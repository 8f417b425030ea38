using System.Globalization;

namespace OptionsSdk.Benchmarks.Start;

/// <summary>What the processes of each case said.</summary>
internal sealed class StartSamples
{
    private readonly SortedDictionary<string, List<double[]>> _samples = new(StringComparer.Ordinal);

    public void Add(string name, string output)
    {
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = line.Split(' ');
            var key = $"{name}/{fields[0]}";
            if (!_samples.TryGetValue(key, out var samples))
            {
                _samples.Add(key, samples = []);
            }

            samples.Add([.. fields.Skip(1).Select(static field => double.Parse(field, CultureInfo.InvariantCulture))]);
        }
    }

    /// <summary>The median of the processor's time, in nanoseconds.</summary>
    public double Cpu(string name, string phase) => Median($"{name}/{phase}", 0);

    /// <summary>The median of the allocated bytes.</summary>
    public double Bytes(string name, string phase) => Median($"{name}/{phase}", 2);

    public void Print()
    {
        foreach (var key in _samples.Keys)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{key,-24} cpu {Median(key, 0) / 1e6,9:F3} ms, wall {Median(key, 1) / 1e6,9:F3} ms, {Median(key, 2) / 1024,9:F0} KiB"));
        }
    }

    private double Median(string key, int field)
    {
        double[] values = [.. _samples[key].Select(sample => sample[field]).Order()];
        return values[values.Length / 2];
    }
}
