using Hone.Testing;

namespace Hone.Method.Tests;

/// <summary>Faults in files of images and texts, one seed each.</summary>
public sealed class PlantedFileFaultTests
{
    public static TheoryData<string> Names() => [.. PlantedFaults.All.Where(fault => fault.Kind is FaultKind.Images or FaultKind.Texts).Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_planted_fault_in_files_is_found_by_its_name_and_fix_and_its_twin_has_no_error(string name) =>
        PlantedFaultTests.AssertPassed(PlantedFaults.All.Single(fault => fault.Name == name), seeds: 1);
}
