package io.voxmachina.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.voxmachina.fakes.simulation.Fault;
import java.util.EnumSet;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Many calls, each in its own world, each with its own misfortunes. `-Dseeds=` runs more of them,
/// `-Dseed=` begins with that one, or runs it alone and prints its timeline.
class SimulationTest {
    private static final Long SEEDS = Long.getLong("seeds");
    private static final Long SEED = Long.getLong("seed");

    /// Seeds that once failed, and what they had found.
    private static final Map<String, Long> ONCE_FAILED =
            Map.ofEntries(
                    Map.entry("aSecondClaimIsNotClosedWhileTheCallIsBeingSetUp", 189L),
                    Map.entry("aGreetingThatMayHaveBeenSentIsNotSentAgain", 155L),
                    Map.entry("aTickBeforeTheIndexShowsTheCallDoesNotSendTheKeeperAway", 3267L),
                    Map.entry("hangingUpIsTriedUntilItWorks", 1051L),
                    Map.entry("shortRespondersDoNotPassAMissedCallOnForEver", 4425L),
                    Map.entry("whatTheHolderBeforeStoredLateIsFound", 3772L),
                    Map.entry("aLateDeliveryDoesNotCloseALiveCall", 8061L),
                    Map.entry("nobodyIsHungUpOnForASilenceThatNobodyListenedTo", 110L),
                    Map.entry("aHangUpWhoseAnswerWasLostWasOurs", 1124L),
                    Map.entry("wordsInTheMailboxAreReadBeforeSilenceIsJudged", 3255L),
                    Map.entry("aMonitorThatLostItsSocketDoesNotBlockTheOthers", 6904L),
                    Map.entry("aTurnSeenLateStandsBeforeWhatFollowedIt", 483L),
                    Map.entry("theCallerIsGreetedThoughTheClaimsAnswerWasLost", 4175L),
                    Map.entry("theEndOfAnEarlierReplyDoesNotAskForOursAgain", 992L),
                    Map.entry("aSilenceThatThoseBeforeLeftIsBroken", 5902L),
                    Map.entry("aGreetingThatFailedUnseenIsMadeUpFor", 97962L),
                    Map.entry("theSecondHolderAfterAFailedGreetingSpeaks", 62591L),
                    Map.entry("whoSpeaksThoughWeHungUpIsNotHungUpOnAgain", 40667L),
                    Map.entry("whatOpenAiSaidOfTheLimitOutlastsALostLease", 12687L),
                    Map.entry("aSocketThatComesTooLateIsNotRead", 19281L),
                    Map.entry("aCallThatNeverRangIsGivenUp", 5808L),
                    Map.entry("whoWakesAsItsTimeEndsStoresWhatItSaw", 23031L),
                    Map.entry("aLimitThatStruckDuringTheGoodbyeIsTheReason", 25750L),
                    Map.entry("aLimitThatWasToldBeforeOurOwnIsTheReason", 43222L),
                    Map.entry("aTurnFoundUnfinishedIsFinishedByTheNext", 26520L),
                    Map.entry("failuresBeforeAGapAreNotCounted", 23640L),
                    Map.entry("theIntentThatIsStoredIsTheReason", 40124L),
                    Map.entry("whoIsStoppedThroughoutItsLeavingStoresWhatItSaw", 25136L),
                    Map.entry("aSocketThatCameTooLateToldNobodyOfTheCall", 281753L),
                    Map.entry("keysAreNotedByWhoTakesOverFromOneWhoNeverListened", 10896L),
                    Map.entry("keysThatAreReadOnWakingAreNoted", 47043L),
                    Map.entry("keysThatAStoppedHolderNotesLateStandOnce", 55467L),
                    Map.entry("keysOfWhoWaitsForTheLeaseAreNoted", 83119L),
                    Map.entry("whoAttachesAgainInTheSameSecondHasSeenAnotherKey", 6875L),
                    Map.entry("whichOfTwoLikeKeysTwoSawNobodyCanTell", 8945L),
                    Map.entry("aGoodbyeBehindOtherWordsIsHeardByWhoAttachedLate", 47495L),
                    Map.entry("aCallThatNobodyEverSawIsGivenUpWhenOpenAiIsOutOfReach", 50227L),
                    Map.entry("aSecondAcceptThatIsRefusedDoesNotCloseALiveCall", 72L),
                    Map.entry("aHangUpUnderWayWhenAnotherTookOverIsTakenForTheCallers", 55305L),
                    Map.entry("aCallThatSomebodyAttachedToHasConnected", 94606L),
                    Map.entry("whoGivesUpLeavesItsLeaseToTheNext", 69351L),
                    Map.entry("aWaitBeforeWhichTheRecordWasReadIsTold", 46332L),
                    Map.entry("aWaitOverTwoClaimsIsToldFromTheAccept", 66598L),
                    Map.entry("aCallThatNobodyReachedIsKeptUntilItsClaimIsLongOver", 4424L),
                    Map.entry("aMarkerThatNeverCameIsPlacedAnew", 11208L),
                    Map.entry("whatWasDecidedIsNotWaitedForUntilItsClaimEnds", 17579L),
                    Map.entry("whoCannotAttachTakesNoCallFromOneWhomTheTableHoldsUp", 5335L),
                    Map.entry("aCallThatNobodyCouldReachIsGivenUpOnce", 4772L),
                    Map.entry("aCallerWhoSpokeInAGapWhileTheAgentSpokeIsAnswered", 26344L),
                    Map.entry("theSilenceAfterAGapIsBrokenByWhoTakesOver", 26793L),
                    Map.entry("aCallThatIsClaimedWhileItsCloseIsUnderWayIsKept", 33449L),
                    Map.entry("aLimitThatWasToldBeforeTheCallerHungUpIsTheReason", 21237L),
                    Map.entry("keysOfWhoPassedByInASecondMayStandTwice", 25988L),
                    Map.entry("keysOfWhoPassedByWhileTheHolderWasStoppedMayStandTwice", 19853L),
                    Map.entry("keysOfWhoLostItsSocketInTheSameSecondMayStandTwice", 31404L),
                    Map.entry("keysOfWhoAttachedTwiceInASecondMayStandTwice", 23693L),
                    Map.entry("keysOfASuccessorThatWasNotNeededMayStandTwice", 31902L));

    @Test
    void whateverGoesWrongTheCallIsKept() throws InterruptedException {
        if (SEED != null && SEEDS == null) {
            System.out.println(Seeds.timeline(SEED));
        }

        var count = SEEDS != null ? SEEDS : SEED != null ? 1 : 1_000;
        var seeds = new Seeds(Sabotage.NONE, SEED == null ? 0 : SEED, count, 20).run();

        assertTrue(seeds.failures().isEmpty(), () -> report(seeds));
        assumeTrue(count >= 1_000, "too few seeds for every fault");
        var missing = EnumSet.allOf(Fault.class);
        missing.removeAll(seeds.struck().keySet());
        assertEquals(EnumSet.noneOf(Fault.class), missing, "faults that never struck");
    }

    private static String report(Seeds seeds) {
        var first = seeds.failures().keySet().iterator().next();
        return seeds.failures() + "\n\n" + Seeds.timeline(first);
    }

    @TestFactory
    Stream<DynamicTest> whatOnceFailed() {
        return ONCE_FAILED.entrySet().stream()
                .map(it -> DynamicTest.dynamicTest(it.getKey(), () -> holds(it.getValue())));
    }

    private static void holds(long seed) throws InterruptedException {
        var seeds = new Seeds(Sabotage.NONE, seed, 1, 1).run();
        assertTrue(seeds.failures().isEmpty(), () -> report(seeds));
    }
}
