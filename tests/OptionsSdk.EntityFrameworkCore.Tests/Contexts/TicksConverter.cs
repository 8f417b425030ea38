using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace OptionsSdk.EntityFrameworkCore.Tests;

public sealed class TicksConverter() : ValueConverter<DateTime, long>(time => time.Ticks, ticks => new(ticks));
