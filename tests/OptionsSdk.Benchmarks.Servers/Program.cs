using OptionsSdk.Benchmarks.Servers.Calls;
using OptionsSdk.Benchmarks.Servers.Propagation;
using OptionsSdk.Benchmarks.Servers.Scale;

// Each command starts servers of its own. "follow" and "cold" are processes that the others start.
switch (args)
{
    case ["propagation", .. var rest]:
        await PropagationReport.RunAsync(rest is [var writes] ? int.Parse(writes, System.Globalization.CultureInfo.InvariantCulture) : 10_000);
        return 0;
    case ["calls"]:
        await CallsReport.RunAsync();
        return 0;
    case ["scale"]:
        await ScaleReport.RunAsync();
        return 0;
    case ["follow", var way, var postgreSql, var redis, var count]:
        await Follower.RunAsync(Enum.Parse<Way>(way), postgreSql, redis, int.Parse(count, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case ["cold", var source, var postgreSql, var redis, var file]:
        await ColdStart.RunAsync(source, postgreSql, redis, file);
        return 0;
    default:
        await Console.Error.WriteLineAsync("propagation [writes] | calls | scale");
        return 1;
}
