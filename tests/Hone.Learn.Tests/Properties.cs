using FsCheck;

namespace Hone.Learn.Tests;

/// <summary>How properties are checked here: the same cases in every run, so that a red suite is red for everybody.</summary>
internal static class Properties
{
    public static Config Config { get; } = Config.QuickThrowOnFailure.WithReplay(20261121, 43).WithMaxTest(300);
}
