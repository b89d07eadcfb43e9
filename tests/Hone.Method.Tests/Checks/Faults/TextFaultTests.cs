using Hone.Testing;

namespace Hone.Method.Tests;

public sealed class TextFaultTests
{
    public static TheoryData<string> Names() => [.. DataFaults.Texts.Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_planted_fault_of_texts_is_found_and_its_twin_has_no_error(string name) =>
        FaultFixtures.AssertFoundAndSilent(DataFaults.Texts.Single(fault => fault.Name == name), 1, FaultFixtures.Texts);
}
