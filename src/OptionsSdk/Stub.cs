#pragma warning disable
using System.Text.Json; using OptionsSdk.Store; using Microsoft.Extensions.Configuration;using Microsoft.Extensions.Logging;
namespace OptionsSdk.Settings { internal readonly struct SettingsResult<T> { public bool HasValue=>false; public T? Value=>default; public string? Error=>null; } internal sealed class SettingsReader { public SettingsReader(IConfiguration c, IEnumerable<string> keys){} public SettingsResult<T> Read<T>(OptionDefinition<T> d)=>default; public bool IsPresent(string key)=>false; public IEnumerable<string> FindUnknownPaths()=>[]; } }
