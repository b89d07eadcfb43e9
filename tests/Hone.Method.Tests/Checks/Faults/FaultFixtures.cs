using Hone.Learn.Data;
using Hone.Testing;

namespace Hone.Method.Tests;

/// <summary>Runs the suites on generated data.</summary>
internal static class FaultFixtures
{
    public static CheckedTable Table(FaultyTable table, ulong seed) => CheckedTable.Of(table.Frame, new CheckedTableOptions
    {
        Target = table.Target,
        SplitColumn = FaultyTable.SplitColumn,
        GroupColumn = table.Group,
        TimeColumn = table.Time,
        IdColumns = table.Id is null ? [] : [table.Id],
        Horizon = table.Horizon,
        Settings = new CheckSettings
        {
            Seed = seed,
            OutOfFold = table.OutOfFold,
            Nature = table.IsTimeSplit ? SplitNature.Time : table.IsRandomSplit ? SplitNature.Random : SplitNature.Unknown,
        },
    });

    public static CheckedImages Images(FaultyImages images, ulong seed)
    {
        using var folder = new TemporaryFolder();
        images.WriteTo(folder.Path);
        return CheckedImages.FromFolder(folder.Path, null, new CheckSettings { Seed = seed });
    }

    public static CheckedTexts Texts(FaultyTexts texts, ulong seed)
    {
        using var folder = new TemporaryFolder();
        texts.WriteTo(folder.Path);
        return CheckedTexts.FromFolder(folder.Path, null, new CheckSettings { Seed = seed });
    }

    public static CheckReport Run(FaultSuite suite, CheckedData data) => suite switch
    {
        FaultSuite.Data => Method.Checks.Data(data),
        FaultSuite.Split => Method.Checks.Split(data),
        _ => Method.Checks.Leak(data),
    };

    /// <summary>Asserts that the planted fault is found by the check that it names, and that its twin has no error.</summary>
    public static void AssertFoundAndSilent<T>(DataFault<T> fault, ulong seed, Func<T, ulong, CheckedData> read)
    {
        CheckReport planted = Run(fault.Suite, read(fault.Make(seed, true), seed));
        Assert.DoesNotContain(planted.Results, result => result.Outcome == CheckOutcome.Broken);
        Severity least = fault.IsError ? Severity.Error : Severity.Warn;
        Assert.True(
            planted.Findings.Any(finding => finding.Id.StartsWith(fault.FindingId, StringComparison.Ordinal) && finding.Severity >= least),
            $"{fault.Name}: no {fault.FindingId} in\n{planted}");

        CheckReport twin = Run(fault.Suite, read(fault.Make(seed, false), seed));
        Assert.DoesNotContain(twin.Results, result => result.IsError);
        Assert.DoesNotContain(twin.Findings, finding => finding.Id.StartsWith(fault.FindingId, StringComparison.Ordinal) && finding.Severity >= least);
    }
}
