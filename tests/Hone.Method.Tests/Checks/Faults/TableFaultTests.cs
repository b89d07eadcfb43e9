using Hone.Testing;

namespace Hone.Method.Tests;

public sealed class TableFaultTests
{
    public static TheoryData<string> Names() => [.. DataFaults.Tables.Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_planted_fault_of_a_table_is_found_and_its_twin_has_no_error(string name) =>
        FaultFixtures.AssertFoundAndSilent(DataFaults.Tables.Single(fault => fault.Name == name), 1, FaultFixtures.Table);
}
