using FsCheck;

namespace Hone.Method.Tests;

/// <summary>How properties are checked here: the same cases every time, so that a failure can be looked at.</summary>
internal static class Properties
{
    public static Config Config { get; } = Config.QuickThrowOnFailure.WithReplay(20261121, 43).WithMaxTest(400);
}
