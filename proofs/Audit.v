(* Every headline theorem again, in the vocabulary of the libraries alone.

   No definition of this development stands in a statement below: a policy is
   a function A -> R over a finite type with its two conditions spelt out, a
   sum is MathComp's \big[Rplus/0], a limit is Coquelicot's is_lim_seq. So
   nothing can hide in a definition of ours. Sections only save repetition;
   audit.txt shows each statement closed, with every hypothesis, followed by
   the axioms it rests on.

   pi k a   == the probability of the answer a after k steps
   M        == the majority answer, or the set of answers graded like it
   p k      == the probability of M after k steps
   beta     == the weight of the KL term; a step weighs M by exp(1/beta)

   T-numbers are those of README.md.                                         *)

From Coq Require Import ZArith Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Sums Policy Odds Conditional Progress Counterexamples.
From Sharpening Require FixedReference Votes RewardAccuracy Gibbs Comonotone Examples.
From Sharpening Require Rollouts Order Powers Entropy Criterion Population Flows Instances.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

(* ------------------------------------------------------------------------ *)
(* Exact mirror steps with a moving reference.                              *)

Section ExactSteps.

Variables (A : finType) (M : {set A}) (beta : R) (pi : nat -> A -> R) (m w : A).

Hypothesis beta_gt0 : 0 < beta.
Hypothesis start_gt0 : forall a, 0 < pi 0%N a.
Hypothesis start_sum1 : \big[Rplus/0]_(a : A) pi 0%N a = 1.
Hypothesis M_some : m \in M.
Hypothesis M_not_all : w \notin M.
Hypothesis exact_step : forall k a,
  pi k.+1 a = pi k a * exp ((if a \in M then 1 else 0) / beta)
    / \big[Rplus/0]_(b : A) (pi k b * exp ((if b \in M then 1 else 0) / beta)).

Local Lemma start : Policy.policy (pi 0%N).
Proof. by split. Qed.

Theorem T2_odds_law :
  let p k := \big[Rplus/0]_(a in M) pi k a in
  forall k,
  p k.+1 / (1 - p k.+1) = exp (1 / beta) * (p k / (1 - p k)).
Proof. exact: (Odds.odds_step start exact_step M_some M_not_all). Qed.

Theorem T2_closed_form :
  let p k := \big[Rplus/0]_(a in M) pi k a in
  forall k,
  p k = p 0%N * exp (INR k / beta) / (p 0%N * exp (INR k / beta) + (1 - p 0%N)).
Proof. exact: (Odds.mass_closed start exact_step M_some). Qed.

Theorem T2_error_bounds :
  let p k := \big[Rplus/0]_(a in M) pi k a in
  forall k,
  (1 - p 0%N) * exp (- INR k / beta) <= 1 - p k
    <= (1 - p 0%N) / p 0%N * exp (- INR k / beta).
Proof. exact: (Odds.error_bounds beta_gt0 start exact_step M_some M_not_all). Qed.

Theorem T2_one_step_ratio :
  let p k := \big[Rplus/0]_(a in M) pi k a in
  forall k,
  (1 - p k.+1) / (1 - p k) = / (1 + p k * (exp (1 / beta) - 1)) /\
  exp (- (1 / beta)) < (1 - p k.+1) / (1 - p k) < 1.
Proof.
move=> p k; split; first exact: (Odds.error_ratio beta_gt0 start exact_step M_some M_not_all).
exact: (Odds.error_ratio_bounds beta_gt0 start exact_step M_some M_not_all).
Qed.

Theorem T2_ratio_limit :
  let p k := \big[Rplus/0]_(a in M) pi k a in
  is_lim_seq (fun k => (1 - p k.+1) / (1 - p k)) (exp (- (1 / beta))).
Proof. exact: (Odds.error_ratio_lim beta_gt0 start exact_step M_some M_not_all). Qed.

Theorem T2_limit :
  let p k := \big[Rplus/0]_(a in M) pi k a in
  is_lim_seq p 1.
Proof. exact: (Odds.mass_lim beta_gt0 start exact_step M_some M_not_all). Qed.

Theorem T3_conditional_invariance :
  let p k := \big[Rplus/0]_(a in M) pi k a in
  forall k,
  (forall a, a \in M -> pi k a / p k = pi 0%N a / p 0%N) /\
  (forall a, a \notin M -> pi k a / \big[Rplus/0]_(b in ~: M) pi k b
                           = pi 0%N a / \big[Rplus/0]_(b in ~: M) pi 0%N b).
Proof.
move=> p k; split=> a.
- exact: (Conditional.cond_kept start exact_step M_some M_not_all).
- exact: (Conditional.cond_kept_out start exact_step M_some M_not_all).
Qed.

Theorem T3_limit_policy :
  let p k := \big[Rplus/0]_(a in M) pi k a in
  forall a,
  is_lim_seq (fun k => pi k a) (if a \in M then pi 0%N a / p 0%N else 0).
Proof. exact: (Conditional.policy_lim beta_gt0 start exact_step M_some M_not_all). Qed.

Variable C : {set A}.

Theorem T33_monotone :
  let p0 := \big[Rplus/0]_(a in M) pi 0%N a in
  let correct k := \big[Rplus/0]_(a in C) pi k a in
  let correct_in_M := (\big[Rplus/0]_(a in M :&: C) pi 0%N a) / p0 in
  let correct_outside := (\big[Rplus/0]_(a in ~: M :&: C) pi 0%N a) / (1 - p0) in
  (correct_outside <= correct_in_M -> forall k, correct k <= correct k.+1) /\
  (correct_in_M <= correct_outside -> forall k, correct k.+1 <= correct k).
Proof.
exact: (Conditional.correct_monotone beta_gt0 start exact_step M_some M_not_all).
Qed.

End ExactSteps.

(* The reward goes to the single answer m; m then remains the strict mode. *)
Theorem T2_majority_kept (A : finType) (beta : R) (pi : nat -> A -> R) (m : A) :
  0 < beta ->
  (forall a, 0 < pi 0%N a) -> \big[Rplus/0]_(a : A) pi 0%N a = 1 ->
  (forall k a, pi k.+1 a = pi k a * exp ((if a == m then 1 else 0) / beta)
     / \big[Rplus/0]_(b : A) (pi k b * exp ((if b == m then 1 else 0) / beta))) ->
  (forall a, a != m -> pi 0%N a < pi 0%N m) ->
  forall k a, a != m -> pi k a < pi k m.
Proof.
move=> beta_gt0 pi_gt0 sum1 run.
exact: (Odds.mode_kept beta_gt0 (conj pi_gt0 sum1) (Examples.run_set1 run)).
Qed.

(* ------------------------------------------------------------------------ *)
(* The hypotheses of Theorem 1 without exact steps.                         *)

Theorem T4i_convergence_not_implied (beta : R) : 0 < beta ->
  exists pi : nat -> bool -> R,
    (forall k a, 0 < pi k a) /\
    (forall k, \big[Rplus/0]_(a : bool) pi k a = 1) /\
    (forall k, pi k false < pi k true) /\
    (forall k, pi k true < pi k.+1 true) /\
    (forall k, pi k.+1 true <= pi k true * exp (1 / beta)
                 / (pi k true * exp (1 / beta) + (1 - pi k true))) /\
    (forall k, pi k true
               = 3 / 4 - Rmin (1 / 8) (3 / 8 * (1 - exp (- (1 / beta)))) * (/ 2) ^ k) /\
    is_lim_seq (fun k => pi k true) (3 / 4).
Proof. exact: Examples.stalling_policies. Qed.

(* The same with beta = 1, where p_k = 3/4 - 2^(-k-3) and p_0 = 5/8. *)
Theorem T4i_convergence_not_implied_beta1 :
  exists pi : nat -> bool -> R,
    (forall k a, 0 < pi k a) /\
    (forall k, \big[Rplus/0]_(a : bool) pi k a = 1) /\
    (forall k, pi k false < pi k true) /\
    (forall k, pi k true < pi k.+1 true) /\
    (forall k, pi k.+1 true
               <= pi k true * exp 1 / (pi k true * exp 1 + (1 - pi k true))) /\
    (forall k, pi k true = 3 / 4 - (/ 2) ^ (k + 3)) /\
    is_lim_seq (fun k => pi k true) (3 / 4).
Proof. exact: Examples.stalling_policies1. Qed.

Theorem T4iii_rate_false (beta : R) : 0 < beta ->
  exists (n : nat) (pi : nat -> bool -> R),
    (forall k a, 0 < pi k a) /\
    (forall k, \big[Rplus/0]_(a : bool) pi k a = 1) /\
    (forall k, pi k false < pi k true) /\
    (forall k, pi k true < pi k.+1 true) /\
    (forall k, pi k.+1 true <= pi k true * exp (1 / beta)
                 / (pi k true * exp (1 / beta) + (1 - pi k true))) /\
    (forall k, pi k true = 1 - / (INR (k + n) + 3)) /\
    is_lim_seq (fun k => pi k true) 1 /\
    (forall C rho, 0 < rho < 1 -> ~ (forall k, 1 - pi k true <= C * rho ^ k)).
Proof. exact: Examples.harmonic_policies. Qed.

(* The same with beta = 1, where p_k = 1 - 1/(k+3) and p_0 = 2/3. *)
Theorem T4iii_rate_false_beta1 :
  exists pi : nat -> bool -> R,
    (forall k a, 0 < pi k a) /\
    (forall k, \big[Rplus/0]_(a : bool) pi k a = 1) /\
    (forall k, pi k false < pi k true) /\
    (forall k, pi k true < pi k.+1 true) /\
    (forall k, pi k.+1 true
               <= pi k true * exp 1 / (pi k true * exp 1 + (1 - pi k true))) /\
    (forall k, pi k true = 1 - / (INR k + 3)) /\
    is_lim_seq (fun k => pi k true) 1 /\
    (forall C rho, 0 < rho < 1 -> ~ (forall k, 1 - pi k true <= C * rho ^ k)).
Proof. exact: Examples.harmonic_policies1. Qed.

Theorem T4v_limit_not_implied (beta : R) : 0 < beta ->
  exists pi : nat -> 'I_3 -> R,
    let M := [set a : 'I_3 | (a < 2)%N] in
    let p k := \big[Rplus/0]_(a in M) pi k a in
    (forall k a, 0 < pi k a) /\
    (forall k, \big[Rplus/0]_(a : 'I_3) pi k a = 1) /\
    (forall k, 1 / 2 < p k) /\
    (forall k, p k < p k.+1) /\
    (forall k, p k.+1 <= p k * exp (1 / beta) / (p k * exp (1 / beta) + (1 - p k))) /\
    is_lim_seq p 1 /\
    exists (a : 'I_3) (l : R),
      a \in M /\ is_lim_seq (fun k => pi k a) l /\ l <> pi 0%N a / p 0%N.
Proof. exact: Examples.drifting_policies. Qed.

(* ------------------------------------------------------------------------ *)
(* What holds of inexact steps.                                             *)

Section InexactSteps.

Variables (A : finType) (M : {set A}) (beta eta : R) (pi : nat -> A -> R) (m w : A).

Hypothesis beta_gt0 : 0 < beta.
Hypothesis eta_in01 : 0 < eta <= 1.
Hypothesis pi_gt0 : forall k a, 0 < pi k a.
Hypothesis pi_sum1 : forall k, \big[Rplus/0]_(a : A) pi k a = 1.
Hypothesis M_some : m \in M.
Hypothesis M_not_all : w \notin M.

Local Lemma p_in01 k : 0 < \big[Rplus/0]_(a in M) pi k a < 1.
Proof.
have pik : Policy.policy (pi k) by split.
by split; [exact: (Policy.mass_gt0 pik M_some)|exact: (Policy.mass_lt1 pik M_not_all)].
Qed.

Theorem T5_convergence :
  let p k := \big[Rplus/0]_(a in M) pi k a in
  let optimum k := p k * exp (1 / beta) / (p k * exp (1 / beta) + (1 - p k)) in
  (forall k, (1 - eta) * p k + eta * optimum k <= p k.+1) ->
  (forall k, 1 - p k <= (1 - eta * (p 0%N * (exp (1 / beta) - 1)
                           / (1 + p 0%N * (exp (1 / beta) - 1)))) ^ k * (1 - p 0%N)) /\
  is_lim_seq p 1.
Proof.
move=> p optimum progress; have x_gt1 := Odds.weight_gt1 beta_gt0.
have [p0_gt0 _] := p_in01 0; have p_lt1 k : p k < 1 by case: (p_in01 k).
split; first exact: (Progress.progress_bound x_gt1 eta_in01 p0_gt0 p_lt1 progress).
exact: (Progress.progress_lim x_gt1 eta_in01 p0_gt0 p_lt1 progress).
Qed.

Theorem T5_asymptotic_ratio :
  let p k := \big[Rplus/0]_(a in M) pi k a in
  let optimum k := p k * exp (1 / beta) / (p k * exp (1 / beta) + (1 - p k)) in
  (forall k, p k.+1 = (1 - eta) * p k + eta * optimum k) ->
  is_lim_seq (fun k => (1 - p k.+1) / (1 - p k))
             (1 - eta * (1 - exp (- (1 / beta)))).
Proof.
move=> p optimum equality; have x_gt1 := Odds.weight_gt1 beta_gt0; rewrite exp_Ropp.
have [p0_gt0 _] := p_in01 0; have p_lt1 k : p k < 1 by case: (p_in01 k).
exact: (Progress.progress_ratio x_gt1 eta_in01 p0_gt0 p_lt1 equality).
Qed.

Theorem T7_never_faster :
  let p k := \big[Rplus/0]_(a in M) pi k a in
  let optimum k := p k * exp (1 / beta) / (p k * exp (1 / beta) + (1 - p k)) in
  (forall k, p k.+1 <= optimum k) ->
  forall k, (1 - p 0%N) / (1 - p 0%N + p 0%N * exp (INR k / beta)) <= 1 - p k.
Proof.
move=> p optimum ordering k; rewrite Odds.weight_pow.
exact: (Progress.never_faster (Odds.weight_gt1 beta_gt0) p_in01 ordering).
Qed.

End InexactSteps.

(* ------------------------------------------------------------------------ *)
(* A reference that does not move.                                          *)

Section FixedReference.

Variables (A : finType) (M : {set A}) (beta gamma : R).
Variables (ref : A -> R) (pi : nat -> A -> R) (m w : A).

Hypothesis beta_gt0 : 0 < beta.
Hypothesis gamma_gt0 : 0 < gamma.
Hypothesis ref_gt0 : forall a, 0 < ref a.
Hypothesis ref_sum1 : \big[Rplus/0]_(a : A) ref a = 1.
Hypothesis M_some : m \in M.
Hypothesis M_not_all : w \notin M.

Local Lemma reference : Policy.policy ref.
Proof. by split. Qed.

Theorem T8_fixed_reference :
  let p k := \big[Rplus/0]_(a in M) pi k a in
  let p_ref := \big[Rplus/0]_(a in M) ref a in
  let tilted := p_ref * exp (1 / beta) / (p_ref * exp (1 / beta) + (1 - p_ref)) in
  (forall k a, pi k.+1 a = ref a * exp ((if a \in M then 1 else 0) / beta)
     / \big[Rplus/0]_(b : A) (ref b * exp ((if b \in M then 1 else 0) / beta))) ->
  (forall k, p k.+1 = tilted /\ p k.+1 < 1) /\
  is_lim_seq p tilted /\ ~ is_lim_seq p 1.
Proof.
move=> p p_ref tilted run; split=> [k|].
  exact: (FixedReference.fixed_mass reference M_some M_not_all beta_gt0 run k).
exact: (FixedReference.fixed_lim reference M_some M_not_all beta_gt0 run).
Qed.

Theorem T8b_plateau :
  let p k := \big[Rplus/0]_(a in M) pi k a in
  let p_ref := \big[Rplus/0]_(a in M) ref a in
  let weight (q : A -> R) (a : A) :=
    exp ((beta * ln (ref a) + gamma * ln (q a) + (if a \in M then 1 else 0))
         / (beta + gamma)) in
  (forall a, pi 0%N a = ref a) ->
  (forall k a, pi k.+1 a
               = weight (pi k) a / \big[Rplus/0]_(b : A) weight (pi k) b) ->
  let log_odds q := ln (q / (1 - q)) in
  (forall k, log_odds (p k.+1)
     = (beta * log_odds p_ref + gamma * log_odds (p k) + 1) / (beta + gamma)) /\
  (forall k, log_odds (p k) = log_odds p_ref + 1 / beta
     - 1 / beta * (gamma / (beta + gamma)) ^ k) /\
  is_lim_seq (fun k => log_odds (p k)) (log_odds p_ref + 1 / beta).
Proof.
move=> p p_ref weight first next log_odds.
have run : FixedReference.prox_run M beta ref pi gamma by split.
split; [|split].
- exact: (FixedReference.prox_recursion reference M_some M_not_all beta_gt0 gamma_gt0 run).
- exact: (FixedReference.prox_closed reference M_some M_not_all beta_gt0 gamma_gt0 run).
- exact: (FixedReference.prox_lim reference M_some M_not_all beta_gt0 gamma_gt0 run).
Qed.

End FixedReference.

(* ------------------------------------------------------------------------ *)
(* Votes and reward accuracy.                                               *)

Section OneVote.

Variables (A : finType) (N : nat) (y : 'I_N -> A) (m c : A) (C : {set A}).
Hypothesis N_gt0 : (0 < N)%N.

Theorem T39_reward_accuracy_identity :
  let f a := INR #|[set i | y i == a]| / INR N in
  INR #|[set i | (y i == m) == (y i == c)]| / INR N
  = if m == c then 1 else 1 - f m - f c.
Proof.
move=> f; rewrite -(Votes.agreement_one y N_gt0 m c); congr (INR _ / _).
by apply: eq_card => i; rewrite !inE.
Qed.

Theorem T39_at_least_label_accuracy :
  (if m == c then 1 else 0)
  <= INR #|[set i | (y i == m) == (y i == c)]| / INR N.
Proof.
have := Votes.agreement_ge_label y N_gt0 m c; congr (_ <= INR _ / _).
by apply: eq_card => i; rewrite !inE.
Qed.

(* With a set of correct answers, a right majority does not score 1. *)
Theorem T39_correct_set :
  let f a := INR #|[set i | y i == a]| / INR N in
  INR #|[set i | (y i == m) == (y i \in C)]| / INR N
  = if m \in C then 1 - (INR #|[set i | y i \in C]| / INR N - f m)
    else 1 - f m - INR #|[set i | y i \in C]| / INR N.
Proof.
move=> f; case: ifPn => [m_right|m_wrong].
- exact: (Votes.agreement_right y N_gt0 m_right).
- exact: (Votes.agreement_wrong y N_gt0 m_wrong).
Qed.

End OneVote.

Section Population.

Variables (I A : finType) (share beta : I -> R) (pi : I -> nat -> A -> R).
Variables (m c : I -> A).

Hypothesis share_ge0 : forall i, 0 <= share i.
Hypothesis beta_gt0 : forall i, 0 < beta i.
Hypothesis start_gt0 : forall i a, 0 < pi i 0%N a.
Hypothesis start_sum1 : forall i, \big[Rplus/0]_(a : A) pi i 0%N a = 1.
Hypothesis exact_step : forall i k a,
  pi i k.+1 a = pi i k a * exp ((if a == m i then 1 else 0) / beta i)
    / \big[Rplus/0]_(b : A) (pi i k b * exp ((if b == m i then 1 else 0) / beta i)).

Local Lemma starts i : Policy.policy (pi i 0%N).
Proof. by split. Qed.

Local Lemma runs i : Policy.mirror_run [set m i] (beta i) (pi i).
Proof. exact: (Examples.run_set1 (exact_step i)). Qed.

Theorem T40_decreases_to_label_accuracy :
  let reward_accuracy k := \big[Rplus/0]_(i : I) (share i *
    \big[Rplus/0]_(a : A) (pi i k a * (if (a == m i) == (a == c i) then 1 else 0))) in
  let label_accuracy :=
    \big[Rplus/0]_(i : I) (share i * (if m i == c i then 1 else 0)) in
  (forall k, reward_accuracy k.+1 <= reward_accuracy k) /\
  (forall k, label_accuracy <= reward_accuracy k) /\
  is_lim_seq reward_accuracy label_accuracy.
Proof.
move=> reward_accuracy label_accuracy; split; [|split].
- exact: (RewardAccuracy.ra_decreases c share_ge0 beta_gt0 starts runs).
- exact: (RewardAccuracy.ra_ge_label c share_ge0 starts runs).
- exact: (RewardAccuracy.ra_lim beta_gt0 starts runs).
Qed.

Theorem T40_no_collapse (tau : R) :
  let reward_accuracy k := \big[Rplus/0]_(i : I) (share i *
    \big[Rplus/0]_(a : A) (pi i k a * (if (a == m i) == (a == c i) then 1 else 0))) in
  let label_accuracy :=
    \big[Rplus/0]_(i : I) (share i * (if m i == c i then 1 else 0)) in
  (exists k, reward_accuracy k < tau) <-> label_accuracy < tau.
Proof. exact: (RewardAccuracy.ra_below c share_ge0 beta_gt0 starts runs). Qed.

End Population.

Theorem T40_collapse_step
  (A : finType) (beta tau : R) (pi : nat -> A -> R) (m c : A) (k : nat) :
  0 < beta ->
  (forall a, 0 < pi 0%N a) -> \big[Rplus/0]_(a : A) pi 0%N a = 1 ->
  (forall k a, pi k.+1 a = pi k a * exp ((if a == m then 1 else 0) / beta)
     / \big[Rplus/0]_(b : A) (pi k b * exp ((if b == m then 1 else 0) / beta))) ->
  m != c ->
  let p := pi 0%N m in
  let rest := 1 - p - pi 0%N c in
  0 < tau <= rest ->
  \big[Rplus/0]_(a : A) (pi k a * (if (a == m) == (a == c) then 1 else 0)) < tau <->
  (Z.to_nat (up (beta * ln ((rest / tau - (1 - p)) / p))) <= k)%N.
Proof.
move=> beta_gt0 pi_gt0 sum1 run neq p rest tau_le.
have pi0 : Policy.policy (pi 0%N) by split.
exact: (RewardAccuracy.collapse_step beta_gt0 pi0 (Examples.run_set1 run) k neq tau_le).
Qed.

Theorem T41_not_a_functional_of_the_policy :
  ~ exists F : (bool -> R) -> bool -> R,
      forall (pi : bool -> R) (m c : bool),
        (forall a, 0 < pi a) /\ \big[Rplus/0]_(a : bool) pi a = 1 ->
        F pi m = \big[Rplus/0]_(a : bool)
                   (pi a * (if (a == m) == (a == c) then 1 else 0)).
Proof. exact: RewardAccuracy.not_a_functional. Qed.

(* The two rollouts answer y1 and y2 and the label is y1. What the answer a
   earns on average over the two, divided by how often a is given. *)
Theorem T28_two_votes (A : finType) (pi : A -> R) (a : A) :
  (forall b, 0 < pi b) -> \big[Rplus/0]_(b : A) pi b = 1 ->
  (\big[Rplus/0]_(y1 : A) \big[Rplus/0]_(y2 : A) (pi y1 * pi y2 *
     (((if y1 == a then (if a == y1 then 1 else 0) else 0)
       + (if y2 == a then (if a == y1 then 1 else 0) else 0)) / 2))) / pi a
  = (1 + pi a) / 2.
Proof. by move=> pi_gt0 sum1; exact: Votes.vote_reward2. Qed.

Theorem T28_one_vote (A : finType) (pi : A -> R) (a : A) :
  (forall b, 0 < pi b) -> \big[Rplus/0]_(b : A) pi b = 1 ->
  (\big[Rplus/0]_(y : A)
     (pi y * (if y == a then (if a == y then 1 else 0) else 0))) / pi a = 1.
Proof. by move=> pi_gt0 sum1; exact: Votes.vote_reward1. Qed.

(* ------------------------------------------------------------------------ *)
(* One step, any reward.                                                    *)

Theorem T1_gibbs (A : finType) (beta : R) (pi r q : A -> R) (a0 : A) :
  0 < beta ->
  (forall a, 0 < pi a) -> \big[Rplus/0]_(a : A) pi a = 1 ->
  (forall a, 0 <= q a) -> \big[Rplus/0]_(a : A) q a = 1 ->
  let objective := \big[Rplus/0]_(a : A) (q a * r a)
                   - beta * \big[Rplus/0]_(a : A) (q a * ln (q a / pi a)) in
  let Z := \big[Rplus/0]_(b : A) (pi b * exp (r b / beta)) in
  let optimum a := pi a * exp (r a / beta) / Z in
  objective = beta * ln Z
              - beta * \big[Rplus/0]_(a : A) (q a * ln (q a / optimum a)) /\
  objective <= beta * ln Z /\
  (objective = beta * ln Z <-> forall a, q a = optimum a).
Proof.
move=> beta_gt0 pi_gt0 pi_sum1 q_ge0 q_sum1 objective Z optimum.
have pi_policy : Policy.policy pi by split.
have q_policy : Gibbs.distribution q by split.
split; first exact: (Gibbs.gibbs_identity r a0 beta_gt0 pi_policy q_policy).
exact: (Gibbs.gibbs_max r a0 beta_gt0 pi_policy q_policy).
Qed.

Theorem T13_assumption_false : exists (pi r : 'I_3 -> R) (a b : 'I_3),
  let mean := \big[Rplus/0]_(j : 'I_3) (pi j * r j) in
  ((forall j, 0 < pi j) /\ \big[Rplus/0]_(j : 'I_3) pi j = 1) /\
  (forall j, r j <= r a) /\ r b < r a /\
  pi a * (r a - mean) < pi b * (r b - mean).
Proof. exact: Comonotone.best_answer_loses. Qed.

Theorem T13_mode_gains (A : finType) (pi r : A -> R) (m j : A) :
  (forall a, 0 < pi a) -> \big[Rplus/0]_(a : A) pi a = 1 ->
  (forall a, pi a <= pi m) -> (forall a, r a <= r m) ->
  let mean := \big[Rplus/0]_(a : A) (pi a * r a) in
  pi j * (r j - mean) <= pi m * (r m - mean).
Proof. by move=> pi_gt0 sum1 mode best mean; exact: Comonotone.mode_gains. Qed.

Theorem T18_gap_ratio (A : finType) (beta g : R) (r pi : nat -> A -> R) (m j : A) :
  0 < beta ->
  (forall a, 0 < pi 0%N a) -> \big[Rplus/0]_(a : A) pi 0%N a = 1 ->
  (forall k a, pi k.+1 a = pi k a * exp (r k a / beta)
     / \big[Rplus/0]_(b : A) (pi k b * exp (r k b / beta))) ->
  (forall k, g <= r k m - r k j) ->
  forall k, pi k j / pi k m <= pi 0%N j / pi 0%N m * exp (- (INR k * g / beta)).
Proof.
move=> beta_gt0 pi_gt0 sum1 run gap k; have pi0 : Policy.policy (pi 0%N) by split.
exact: (Comonotone.gap_ratio beta_gt0 pi0 run gap k).
Qed.

Theorem T20_constant_reward (A : finType) (beta v : R) (pi r : A -> R) (a : A) :
  (forall b, 0 < pi b) -> \big[Rplus/0]_(b : A) pi b = 1 ->
  (forall b, r b = v) ->
  pi a * exp (r a / beta) / \big[Rplus/0]_(b : A) (pi b * exp (r b / beta)) = pi a /\
  pi a * (r a - \big[Rplus/0]_(b : A) (pi b * r b)) = 0.
Proof.
move=> pi_gt0 sum1 const; have pi_policy : Policy.policy pi by split.
exact: (Comonotone.constant_reward beta pi_policy const a).
Qed.

Theorem T37_covariance (A : finType) (pi c r : A -> R) :
  (forall a, 0 < pi a) -> \big[Rplus/0]_(a : A) pi a = 1 ->
  (forall a b, 0 <= (c a - c b) * (r a - r b)) ->
  (\big[Rplus/0]_(a : A) (pi a * c a)) * (\big[Rplus/0]_(a : A) (pi a * r a))
  <= \big[Rplus/0]_(a : A) (pi a * (c a * r a)).
Proof.
move=> pi_gt0 sum1 comonotone; have pi_policy : Policy.policy pi by split.
exact: (Comonotone.covariance_ge0 pi_policy comonotone).
Qed.

(* ------------------------------------------------------------------------ *)
(* Votes of any number of rollouts. The label is drawn evenly among the most *)
(* frequent answers; rollouts that are drawn alone make that the same, on    *)
(* average, as the first seen.                                               *)

Section Rollouts.

Variables (A : finType) (N : nat) (pi : A -> R).
Hypothesis pi_gt0 : forall a, 0 < pi a.
Hypothesis pi_sum1 : \big[Rplus/0]_(a : A) pi a = 1.

Local Lemma drawn : Policy.policy pi.
Proof. by split. Qed.

Theorem T29_order_kept (a b : A) :
  let votes (y : {ffun 'I_N -> A}) x := #|[set i | y i == x]| in
  let is_label (votes : A -> nat) x :=
    if [forall z, (votes z <= votes x)%N]
    then / INR #|[set z | [forall t, (votes t <= votes z)%N]]| else 0 in
  let label_share x := \big[Rplus/0]_(y : {ffun 'I_N -> A})
    (\big[Rmult/1]_(i < N) pi (y i) * is_label (votes y) x) in
  (0 < N)%N -> pi b < pi a -> label_share b < label_share a.
Proof. move=> votes is_label label_share; exact: (Rollouts.label_share_lt drawn). Qed.

(* A rollout that answers x votes with N others. *)
Theorem T28_increasing (a b : A) :
  let votes (y : {ffun 'I_N -> A}) x := #|[set i | y i == x]| in
  let is_label (votes : A -> nat) x :=
    if [forall z, (votes z <= votes x)%N]
    then / INR #|[set z | [forall t, (votes t <= votes z)%N]]| else 0 in
  let vote_mean x := \big[Rplus/0]_(y : {ffun 'I_N -> A})
    (\big[Rmult/1]_(i < N) pi (y i) * is_label (fun z => (z == x) + votes y z)%N x) in
  (0 < N)%N -> pi b < pi a -> vote_mean b < vote_mean a.
Proof. move=> votes is_label vote_mean; exact: (Rollouts.vote_mean_lt drawn). Qed.

Theorem T30_bound (a : A) :
  let votes (y : {ffun 'I_N -> A}) x := #|[set i | y i == x]| in
  let is_label (votes : A -> nat) x :=
    if [forall z, (votes z <= votes x)%N]
    then / INR #|[set z | [forall t, (votes t <= votes z)%N]]| else 0 in
  let label_share x := \big[Rplus/0]_(y : {ffun 'I_N -> A})
    (\big[Rmult/1]_(i < N) pi (y i) * is_label (votes y) x) in
  (forall j, j != a -> pi j < pi a) ->
  1 - label_share a
  <= \big[Rplus/0]_(j | j != a) (1 - (sqrt (pi a) - sqrt (pi j)) ^ 2) ^ N.
Proof. move=> votes is_label label_share; exact: (Rollouts.vote_fails N drawn). Qed.

Theorem T30_enough_votes (a b : A) (delta : R) :
  let votes (y : {ffun 'I_N -> A}) x := #|[set i | y i == x]| in
  let is_label (votes : A -> nat) x :=
    if [forall z, (votes z <= votes x)%N]
    then / INR #|[set z | [forall t, (votes t <= votes z)%N]]| else 0 in
  let label_share x := \big[Rplus/0]_(y : {ffun 'I_N -> A})
    (\big[Rmult/1]_(i < N) pi (y i) * is_label (votes y) x) in
  let overlap := 1 - (sqrt (pi a) - sqrt (pi b)) ^ 2 in
  (forall j, j != a -> pi j < pi a) ->
  b != a -> (forall j, j != a -> pi j <= pi b) ->
  0 < delta -> 0 < overlap ->
  ln ((INR #|A| - 1) / delta) / - ln overlap <= INR N ->
  1 - label_share a <= delta.
Proof.
move=> votes is_label label_share overlap mode; exact: (Rollouts.enough_votes drawn mode).
Qed.

Theorem T48_best_of (m : A) :
  \big[Rplus/0]_(y : {ffun 'I_N -> A})
    (\big[Rmult/1]_(i < N) pi (y i) * (if [exists i, y i == m] then 1 else 0))
  = 1 - (1 - pi m) ^ N.
Proof. exact: (Rollouts.best_of N m drawn). Qed.

End Rollouts.

(* With ever more other voters the reward is 1 on the mode and 0 elsewhere. *)
Theorem T28_limit (A : finType) (pi : A -> R) (a b : A) :
  (forall x, 0 < pi x) -> \big[Rplus/0]_(x : A) pi x = 1 ->
  (forall j, j != a -> pi j < pi a) ->
  let is_label (votes : A -> nat) x :=
    if [forall z, (votes z <= votes x)%N]
    then / INR #|[set z | [forall t, (votes t <= votes z)%N]]| else 0 in
  let vote_mean N x := \big[Rplus/0]_(y : {ffun 'I_N -> A})
    (\big[Rmult/1]_(i < N) pi (y i)
     * is_label (fun z => (z == x) + #|[set i | y i == z]|)%N x) in
  is_lim_seq (fun N => vote_mean N b) (if b == a then 1 else 0).
Proof.
move=> pi_gt0 sum1 mode is_label vote_mean; have pi_policy : Policy.policy pi by split.
exact: (Rollouts.vote_mean_lim pi_policy mode).
Qed.

(* ------------------------------------------------------------------------ *)
(* Proposition 1, reward by reward, and the family r_uni.                   *)

Theorem T17_mode_not_majority : exists (pi : 'I_3 -> R) (answer : 'I_3 -> bool) (y : 'I_3),
  ((forall z, 0 < pi z) /\ \big[Rplus/0]_(z : 'I_3) pi z = 1) /\
  (forall z, z != y -> pi z < pi y) /\
  \big[Rplus/0]_(z | answer z == answer y) pi z
  < \big[Rplus/0]_(z | answer z != answer y) pi z.
Proof. exact: Order.mode_not_majority. Qed.

(* The vote of the population pays the answers of the larger mass. *)
Theorem T19d_trajectory_vote_false :
  exists (pi : 'I_3 -> R) (answer : 'I_3 -> bool) (majority : bool) (y z : 'I_3),
  ((forall x, 0 < pi x) /\ \big[Rplus/0]_(x : 'I_3) pi x = 1) /\
  \big[Rplus/0]_(x | answer x != majority) pi x
  < \big[Rplus/0]_(x | answer x == majority) pi x /\
  pi z < pi y /\
  (if answer y == majority then 1 else 0) < (if answer z == majority then 1 else 0).
Proof. exact: Order.vote_reverses. Qed.

Theorem T19b_length_normalised_false :
  exists (pi : 'I_3 -> R) (length : 'I_3 -> nat) (a b : 'I_3),
  ((forall y, 0 < pi y) /\ \big[Rplus/0]_(y : 'I_3) pi y = 1) /\
  (forall y, (0 < length y)%N) /\ pi b < pi a /\
  / INR (length a) * ln (pi a) < / INR (length b) * ln (pi b).
Proof. exact: Order.length_reverses. Qed.

Theorem T19b_one_length (A : finType) (pi : A -> R) (length : A -> nat) (a b : A) :
  (forall y, 0 < pi y) -> \big[Rplus/0]_(y : A) pi y = 1 ->
  (0 < length a)%N -> length a = length b -> pi b < pi a ->
  / INR (length b) * ln (pi b) < / INR (length a) * ln (pi a).
Proof.
move=> pi_gt0 sum1; have pi_policy : Policy.policy pi by split.
exact: (Order.same_length_order pi_policy).
Qed.

(* Trajectories of two tokens; the reward is minus the mean entropy. *)
Theorem T19c_token_entropy_false : exists (root : bool -> R) (leaf : bool -> bool -> R)
    (y z : bool * bool),
  let entropy (q : bool -> R) := - (\big[Rplus/0]_(a : bool) (q a * ln (q a))) in
  ((forall a, 0 < root a) /\ \big[Rplus/0]_(a : bool) root a = 1) /\
  (forall a, (forall b, 0 < leaf a b) /\ \big[Rplus/0]_(b : bool) leaf a b = 1) /\
  let pi (y : bool * bool) := root y.1 * leaf y.1 y.2 in
  let r (y : bool * bool) := (- entropy root + - entropy (leaf y.1)) / 2 in
  pi z < pi y /\ r y < r z.
Proof. exact: Order.entropy_reverses. Qed.

Theorem T19e_vote_weak (A : finType) (pi : A -> R) (m a b : A) :
  (forall j, j != m -> pi j < pi m) -> pi b < pi a ->
  (if b == m then 1 else 0) <= (if a == m then 1 else 0).
Proof. exact: Order.vote_weak. Qed.

Theorem T19e_vote_not_strict : exists (pi : 'I_3 -> R) (m a b : 'I_3),
  ((forall j, 0 < pi j) /\ \big[Rplus/0]_(j : 'I_3) pi j = 1) /\
  (forall j, j != m -> pi j < pi m) /\ pi b < pi a /\
  (if a == m then 1 else 0) = (if b == m then 1 else 0).
Proof. exact: Order.vote_ties. Qed.

(* psi is the identity for trajectory entropy, exp for the probability. *)
Theorem T19_likelihood (A : finType) (pi : A -> R) (psi : R -> R) (a b : A) :
  (forall y, 0 < pi y) -> \big[Rplus/0]_(y : A) pi y = 1 ->
  (forall x y, x < y -> psi x < psi y) -> pi b < pi a ->
  psi (ln (pi b)) < psi (ln (pi a)).
Proof.
move=> pi_gt0 sum1; have pi_policy : Policy.policy pi by split.
exact: (Order.rising_reward pi_policy).
Qed.

Theorem T22_certainty_not_entropy : exists p q : 'I_3 -> R,
  let entropy (s : 'I_3 -> R) := - (\big[Rplus/0]_(v : 'I_3) (s v * ln (s v))) in
  let certainty (s : 'I_3 -> R) := \big[Rplus/0]_(v : 'I_3) (/ 3 * ln (/ 3 / s v)) in
  ((forall v, 0 < p v) /\ \big[Rplus/0]_(v : 'I_3) p v = 1) /\
  ((forall v, 0 < q v) /\ \big[Rplus/0]_(v : 'I_3) q v = 1) /\
  entropy q < entropy p /\ certainty q < certainty p.
Proof. exact: Order.certainty_not_entropy. Qed.

(* a is a most probable answer, b a least probable one. *)
Theorem T24_any_reward (A : finType) (pi r : A -> R) (a b : A) :
  (forall x, 0 < pi x) -> \big[Rplus/0]_(x : A) pi x = 1 ->
  (forall x, pi b <= pi x <= pi a) -> pi b < pi a ->
  (forall y, pi b <= r y <= pi a) ->
  exists anchor : A -> A -> R, forall y,
    (forall x, 0 <= anchor y x) /\ \big[Rplus/0]_(x : A) anchor y x = 1 /\
    r y = exp (\big[Rplus/0]_(x : A) (anchor y x * ln (pi x))).
Proof.
move=> pi_gt0 sum1; have pi_policy : Policy.policy pi by split.
exact: (Order.vacuous pi_policy).
Qed.

Theorem T24_ground_truth (A : finType) (pi : A -> R) (a b : A) (C : {set A}) :
  (forall x, 0 < pi x) -> \big[Rplus/0]_(x : A) pi x = 1 ->
  (forall x, pi b <= pi x <= pi a) -> pi b < pi a ->
  exists anchor : A -> A -> R, forall y,
    (forall x, 0 <= anchor y x) /\ \big[Rplus/0]_(x : A) anchor y x = 1 /\
    exp (\big[Rplus/0]_(x : A) (anchor y x * ln (pi x)))
    = if y \in C then pi a else pi b.
Proof.
move=> pi_gt0 sum1 range lt; have pi_policy : Policy.policy pi by split.
have [|anchor is_r] := Order.vacuous (r := fun y => if y \in C then pi a else pi b) pi_policy range lt.
  by move=> y; case: ifP => _; lra.
by exists anchor => y; have [? [? ->]] := is_r y.
Qed.

(* ------------------------------------------------------------------------ *)
(* Inexact steps once more: the exact criterion.                            *)

Theorem T6_criterion
  (A : finType) (M : {set A}) (beta : R) (eta : nat -> R) (pi : nat -> A -> R) (m w : A) :
  0 < beta -> (forall k, 0 <= eta k <= 1) ->
  (forall k a, 0 < pi k a) -> (forall k, \big[Rplus/0]_(a : A) pi k a = 1) ->
  m \in M -> w \notin M ->
  let p k := \big[Rplus/0]_(a in M) pi k a in
  let optimum k := p k * exp (1 / beta) / (p k * exp (1 / beta) + (1 - p k)) in
  (forall k, p k.+1 = p k + eta k * (optimum k - p k)) ->
  is_lim_seq p 1 <-> is_lim_seq (fun k => \big[Rplus/0]_(j < k) eta j) p_infty.
Proof.
move=> beta_gt0 eta01 pi_gt0 sum1 m_in w_out p optimum moves.
have pi0 : Policy.policy (pi 0%N) by split.
have p0_in01 : 0 < p 0%N < 1.
  by split; [exact: (Policy.mass_gt0 pi0 m_in)|exact: (Policy.mass_lt1 pi0 w_out)].
exact: (Criterion.criterion (Odds.weight_gt1 beta_gt0) eta01 p0_in01 moves).
Qed.

(* ------------------------------------------------------------------------ *)
(* Rewards that depend on the policy.                                       *)

Theorem T9_endogenous_majority (A : finType) (beta : R) (ref q : A -> R) (m a : A) :
  0 < beta ->
  (forall b, 0 < ref b) -> \big[Rplus/0]_(b : A) ref b = 1 ->
  (forall b, 0 <= q b) -> \big[Rplus/0]_(b : A) q b = 1 ->
  (forall j, j != m -> ref j < ref m) -> (forall b, q b <= q a) ->
  let objective := q a - beta * \big[Rplus/0]_(b : A) (q b * ln (q b / ref b)) in
  let value := beta * ln (1 + ref m * (exp (1 / beta) - 1)) in
  let tilt b := ref b * exp ((if b \in [set m] then 1 else 0) / beta)
    / \big[Rplus/0]_(c : A) (ref c * exp ((if c \in [set m] then 1 else 0) / beta)) in
  objective <= value /\ (objective = value <-> forall b, q b = tilt b).
Proof.
move=> beta_gt0 ref_gt0 ref_sum1 q_ge0 q_sum1 mode best objective value tilt.
have ref_policy : Policy.policy ref by split.
have q_policy : Gibbs.distribution q by split.
exact: (Entropy.endogenous_max beta_gt0 ref_policy q_policy mode best).
Qed.

Section LogReward.

Variables (A : finType) (beta : R) (pi : nat -> A -> R) (a : A).
Hypothesis beta_gt0 : 0 < beta.
Hypothesis start_gt0 : forall b, 0 < pi 0%N b.
Hypothesis start_sum1 : \big[Rplus/0]_(b : A) pi 0%N b = 1.

Local Lemma log_start : Policy.policy (pi 0%N).
Proof. by split. Qed.

Theorem T14_closed_form :
  (forall k b, pi k.+1 b = pi k b * exp (ln (pi k b) / beta)
     / \big[Rplus/0]_(c : A) (pi k c * exp (ln (pi k c) / beta))) ->
  forall k, pi k a = exp ((1 + 1 / beta) ^ k * ln (pi 0%N a))
    / \big[Rplus/0]_(b : A) exp ((1 + 1 / beta) ^ k * ln (pi 0%N b)).
Proof. by move=> run k; exact: (Powers.moving_closed beta_gt0 log_start run). Qed.

Theorem T14_limit :
  (forall k b, pi k.+1 b = pi k b * exp (ln (pi k b) / beta)
     / \big[Rplus/0]_(c : A) (pi k c * exp (ln (pi k c) / beta))) ->
  let is_top b := [forall c, if Rle_dec (pi 0%N c) (pi 0%N b) then true else false] in
  is_lim_seq (fun k => pi k a) (if is_top a then / INR #|[set b | is_top b]| else 0).
Proof. by move=> run; exact: (Powers.moving_lim beta_gt0 log_start run). Qed.

Theorem T15_closed_form :
  (forall k b, pi k.+1 b = pi 0%N b * exp (ln (pi k b) / beta)
     / \big[Rplus/0]_(c : A) (pi 0%N c * exp (ln (pi k c) / beta))) ->
  forall k,
  let s := \big[Rplus/0]_(j < k.+1) (/ beta) ^ j in
  pi k a = exp (s * ln (pi 0%N a)) / \big[Rplus/0]_(b : A) exp (s * ln (pi 0%N b)).
Proof.
move=> run k s; rewrite /s -(Powers.exponent_sum beta k).
exact: (Powers.fixed_closed beta_gt0 log_start run).
Qed.

Theorem T15_above_one :
  (forall k b, pi k.+1 b = pi 0%N b * exp (ln (pi k b) / beta)
     / \big[Rplus/0]_(c : A) (pi 0%N c * exp (ln (pi k c) / beta))) ->
  1 < beta ->
  let s := beta / (beta - 1) in
  is_lim_seq (fun k => pi k a)
    (exp (s * ln (pi 0%N a)) / \big[Rplus/0]_(b : A) exp (s * ln (pi 0%N b))).
Proof. by move=> run beta_gt1; exact: (Powers.fixed_lim_gt1 beta_gt0 log_start run). Qed.

Theorem T15_at_most_one :
  (forall k b, pi k.+1 b = pi 0%N b * exp (ln (pi k b) / beta)
     / \big[Rplus/0]_(c : A) (pi 0%N c * exp (ln (pi k c) / beta))) ->
  beta <= 1 ->
  let is_top b := [forall c, if Rle_dec (pi 0%N c) (pi 0%N b) then true else false] in
  is_lim_seq (fun k => pi k a) (if is_top a then / INR #|[set b | is_top b]| else 0).
Proof. by move=> run beta_le1; exact: (Powers.fixed_lim_le1 beta_gt0 log_start run). Qed.

End LogReward.

(* Trajectories of two tokens. of_root and of_leaf are any functionals: minus
   the entropy gives token entropy, KL(U || .) gives self-certainty.         *)
Section Tree.

Variables (A B : finType) (beta : R).
Variables (of_root : (A -> R) -> R) (of_leaf : (B -> R) -> R).
Variables (pi : nat -> A * B -> R) (y0 : A * B).

Hypothesis beta_gt0 : 0 < beta.
Hypothesis start_gt0 : forall y, 0 < pi 0%N y.
Hypothesis start_sum1 : \big[Rplus/0]_(y : A * B) pi 0%N y = 1.

Local Lemma tree_start : Policy.policy (pi 0%N).
Proof. by split. Qed.

Theorem T21_closed_form :
  let root k a := \big[Rplus/0]_(b : B) pi k (a, b) in
  let leaf k a b := pi k (a, b) / root k a in
  let r k (y : A * B) := (of_root (root k) + of_leaf (leaf k y.1)) / 2 in
  (forall k y, pi k.+1 y = pi k y * exp (r k y / beta)
     / \big[Rplus/0]_(z : A * B) (pi k z * exp (r k z / beta))) ->
  forall k a, leaf k a = leaf 0%N a /\
  root k a = root 0%N a * exp (INR k * of_leaf (leaf 0%N a) / (2 * beta))
    / \big[Rplus/0]_(c : A) (root 0%N c * exp (INR k * of_leaf (leaf 0%N c) / (2 * beta))).
Proof.
move=> root leaf r run k a; split.
- exact: (Powers.tree_leaf tree_start run y0).
- exact: (Powers.tree_root beta_gt0 tree_start run y0).
Qed.

Theorem T21_limit (m : A) :
  let root k a := \big[Rplus/0]_(b : B) pi k (a, b) in
  let leaf k a b := pi k (a, b) / root k a in
  let r k (y : A * B) := (of_root (root k) + of_leaf (leaf k y.1)) / 2 in
  (forall k y, pi k.+1 y = pi k y * exp (r k y / beta)
     / \big[Rplus/0]_(z : A * B) (pi k z * exp (r k z / beta))) ->
  (forall a, a != m -> of_leaf (leaf 0%N a) < of_leaf (leaf 0%N m)) ->
  forall a, is_lim_seq (fun k => root k a) (if a == m then 1 else 0).
Proof.
move=> root leaf r run best a.
exact: (Powers.tree_lim beta_gt0 tree_start run y0 best).
Qed.

End Tree.

(* Token entropy, beta = 1: nine tenths at the start, and none in the end. *)
Theorem T21_prior_irrelevant : exists pi : nat -> bool * bool -> R,
  let entropy (q : bool -> R) := - (\big[Rplus/0]_(b : bool) (q b * ln (q b))) in
  let root k a := \big[Rplus/0]_(b : bool) pi k (a, b) in
  let leaf k a b := pi k (a, b) / root k a in
  let r k (y : bool * bool) := (- entropy (root k) + - entropy (leaf k y.1)) / 2 in
  ((forall y, 0 < pi 0%N y) /\ \big[Rplus/0]_(y : bool * bool) pi 0%N y = 1) /\
  root 0%N true = 9 / 10 /\
  (forall k y, pi k.+1 y = pi k y * exp (r k y / 1)
     / \big[Rplus/0]_(z : bool * bool) (pi k z * exp (r k z / 1))) /\
  is_lim_seq (fun k => root k true) 0.
Proof. exact: Instances.prior_forgotten. Qed.

(* ------------------------------------------------------------------------ *)
(* Whole exact steps with rewards in some order.                            *)

Section WholeSteps.

Variables (A : finType) (beta : R) (r pi : nat -> A -> R) (a0 : A).
Hypothesis beta_gt0 : 0 < beta.
Hypothesis start_gt0 : forall a, 0 < pi 0%N a.
Hypothesis start_sum1 : \big[Rplus/0]_(a : A) pi 0%N a = 1.
Hypothesis exact_step : forall k a, pi k.+1 a = pi k a * exp (r k a / beta)
  / \big[Rplus/0]_(b : A) (pi k b * exp (r k b / beta)).

Local Lemma whole_start : Policy.policy (pi 0%N).
Proof. by split. Qed.

Theorem T26_entropy_falls :
  let entropy k := - (\big[Rplus/0]_(a : A) (pi k a * ln (pi k a))) in
  (forall k a b, 0 <= (pi k a - pi k b) * (r k a - r k b)) ->
  forall k, entropy k.+1 <= entropy k.
Proof.
by move=> entropy comonotone; exact: (Entropy.run_entropy beta_gt0 whole_start exact_step a0).
Qed.

Theorem T37_never_falls (c : A -> R) :
  let accuracy k := \big[Rplus/0]_(a : A) (pi k a * c a) in
  (forall k a b, 0 <= (c a - c b) * (r k a - r k b)) ->
  forall k, accuracy k <= accuracy k.+1.
Proof.
by move=> accuracy aligned; exact: (Entropy.run_rises beta_gt0 whole_start exact_step a0).
Qed.

Theorem T37_never_rises (c : A -> R) :
  let accuracy k := \big[Rplus/0]_(a : A) (pi k a * c a) in
  (forall k a b, 0 <= (- c a - - c b) * (r k a - r k b)) ->
  forall k, accuracy k.+1 <= accuracy k.
Proof.
by move=> accuracy opposed; exact: (Entropy.run_falls beta_gt0 whole_start exact_step a0).
Qed.

End WholeSteps.

(* A verifier that accepts the answer a at the rate f a. *)
Theorem T45_limit (A : finType) (beta : R) (f : A -> R) (pi : nat -> A -> R) (m : A) :
  0 < beta ->
  (forall a, 0 < pi 0%N a) -> \big[Rplus/0]_(a : A) pi 0%N a = 1 ->
  (forall k a, pi k.+1 a = pi k a * exp (f a / beta)
     / \big[Rplus/0]_(b : A) (pi k b * exp (f b / beta))) ->
  (forall j, j != m -> f j < f m) ->
  forall a, is_lim_seq (fun k => pi k a) (if a == m then 1 else 0).
Proof.
move=> beta_gt0 pi_gt0 sum1; have pi0 : Policy.policy (pi 0%N) by split.
exact: (Entropy.best_reward_lim beta_gt0 pi0).
Qed.

(* A step with beta = 1. *)
Theorem T49_entropy_rises : exists pi r : bool -> R,
  let step a := pi a * exp (r a / 1) / \big[Rplus/0]_(b : bool) (pi b * exp (r b / 1)) in
  let entropy (q : bool -> R) := - (\big[Rplus/0]_(a : bool) (q a * ln (q a))) in
  ((forall a, 0 < pi a) /\ \big[Rplus/0]_(a : bool) pi a = 1) /\
  entropy pi < entropy step.
Proof. exact: Order.entropy_rises. Qed.

(* ------------------------------------------------------------------------ *)
(* A population: one beta, problems i with weights share i.                 *)

Section RiseThenFall.

Variables (I A : finType) (share : I -> R) (beta : R) (pi : I -> nat -> A -> R).
Variables (m c : I -> A).

Hypothesis share_ge0 : forall i, 0 <= share i.
Hypothesis beta_gt0 : 0 < beta.
Hypothesis start_gt0 : forall i a, 0 < pi i 0%N a.
Hypothesis start_sum1 : forall i, \big[Rplus/0]_(a : A) pi i 0%N a = 1.
Hypothesis exact_step : forall i k a,
  pi i k.+1 a = pi i k a * exp ((if a == m i then 1 else 0) / beta)
    / \big[Rplus/0]_(b : A) (pi i k b * exp ((if b == m i then 1 else 0) / beta)).

Local Lemma crowd_starts i : Policy.policy (pi i 0%N).
Proof. by split. Qed.

Local Lemma crowd_runs i : Policy.mirror_run [set m i] beta (pi i).
Proof. exact: (Examples.run_set1 (exact_step i)). Qed.

Theorem T35_gap :
  let accuracy k := \big[Rplus/0]_(i : I) (share i * pi i k (c i)) in
  let label_accuracy := \big[Rplus/0]_(i : I) (share i * (if m i == c i then 1 else 0)) in
  let moment := \big[Rplus/0]_(i : I) (share i *
    (if m i == c i then (1 - pi i 0%N (m i)) / pi i 0%N (m i)
     else - (pi i 0%N (c i) / pi i 0%N (m i)))) in
  is_lim_seq accuracy label_accuracy /\
  is_lim_seq (fun k => exp (INR k / beta) * (accuracy k - label_accuracy)) (- moment).
Proof.
move=> accuracy label_accuracy moment; split.
- exact: (Population.label_lim beta_gt0 crowd_starts crowd_runs).
- exact: (Population.gap_lim beta_gt0 crowd_starts crowd_runs).
Qed.

Theorem T35_never_rises_again (level : R) :
  let accuracy k := \big[Rplus/0]_(i : I) (share i * pi i k (c i)) in
  0 < level <= 1 ->
  (forall i, m i = c i -> level <= pi i 0%N (m i)) ->
  (forall i, m i <> c i -> pi i 0%N (m i) <= level) ->
  forall j k, accuracy j.+1 <= accuracy j -> (j <= k)%N -> accuracy k.+1 <= accuracy k.
Proof.
move=> accuracy level01 above below j k.
exact: (Population.never_rises_again share_ge0 beta_gt0 crowd_starts crowd_runs level01 above below).
Qed.

Theorem T35_rise_then_fall (level : R) :
  let accuracy k := \big[Rplus/0]_(i : I) (share i * pi i k (c i)) in
  let label_accuracy := \big[Rplus/0]_(i : I) (share i * (if m i == c i then 1 else 0)) in
  let moment := \big[Rplus/0]_(i : I) (share i *
    (if m i == c i then (1 - pi i 0%N (m i)) / pi i 0%N (m i)
     else - (pi i 0%N (c i) / pi i 0%N (m i)))) in
  0 < level <= 1 ->
  (forall i, m i = c i -> level <= pi i 0%N (m i)) ->
  (forall i, m i <> c i -> pi i 0%N (m i) <= level) ->
  accuracy 0%N < accuracy 1%N -> moment < 0 ->
  exists peak : nat, (0 < peak)%N /\
    (forall k, (k < peak)%N -> accuracy k < accuracy k.+1) /\
    (forall k, (peak <= k)%N -> accuracy k.+1 <= accuracy k) /\
    label_accuracy < accuracy peak.
Proof.
move=> accuracy label_accuracy moment level01 above below.
exact: (Population.rise_then_fall share_ge0 beta_gt0 crowd_starts crowd_runs level01 above below).
Qed.

End RiseThenFall.

(* ------------------------------------------------------------------------ *)
(* Flows: facts about real functions of time, or of one real number. L t is  *)
(* the log-odds of the favoured one of two answers.                          *)

Theorem T10_scalar_mirror_vote (L : R -> R) :
  (forall t, is_derive L t 1) -> forall t, L t = L 0 + t.
Proof. exact: Flows.mirror_clock. Qed.

Theorem T10_scalar_mirror_log (L : R -> R) :
  (forall t, is_derive L t (L t)) -> forall t, L t = L 0 * exp t.
Proof. exact: Flows.log_clock. Qed.

Theorem T10_scalar_mirror_probability (L : R -> R) :
  (forall t, is_derive L t (2 * / (1 + exp (- L t)) - 1)) ->
  forall t, sinh (L t / 2) = sinh (L 0 / 2) * exp (t / 2).
Proof. exact: Flows.probability_clock. Qed.

Theorem T10_scalar_grpo_vote (L : R -> R) :
  (forall t, is_derive L t
    (2 * sqrt (/ (1 + exp (- L t)) * (1 - / (1 + exp (- L t)))))) ->
  forall t, 2 * sinh (L t / 2) = 2 * sinh (L 0 / 2) + t.
Proof. exact: Flows.grpo_clock. Qed.

(* The clock's slope at each place is one over the speed of the flow there. *)
Theorem T10_scalar_gradient_vote (L : R) :
  is_derive (fun l => sinh l + l) L
    (/ (2 * (/ (1 + exp (- L)) * (1 - / (1 + exp (- L)))))).
Proof. exact: Flows.vote_time. Qed.

(* a and b are logits of two rewarded answers; the flow moves each by its
   probability times a common factor, hence by exp times a common speed. *)
Theorem T12_scalar_invariant (a b speed : R -> R) :
  (forall t, is_derive a t (exp (a t) * speed t)) ->
  (forall t, is_derive b t (exp (b t) * speed t)) ->
  forall t, exp (- a t) - exp (- b t) = exp (- a 0) - exp (- b 0).
Proof. exact: Flows.invariant. Qed.

Theorem T25_scalar_probability (f : R) :
  0 < f < 1 -> - (f * (1 - f) / (1 + f) ^ 2) < 0.
Proof. exact: Flows.push_sign_probability. Qed.

Theorem T25_scalar_mean_log (f : R) : 0 < f < 1 ->
  let push := (1 - f) * ln (f / (1 - f)) * (- ln (1 - f) / f - 1) in
  (/ 2 < f -> 0 < push) /\ (f = / 2 -> push = 0) /\ (f < / 2 -> push < 0).
Proof. exact: Flows.push_sign_mean. Qed.

(* Two problems with two answers: weight a, right, log-odds l of its majority;
   weight b, wrong, log-odds m. A < B is M < 0, and the other V > 0.         *)
Theorem T36_scalar_peak (a b l m v : R) :
  0 < a -> 0 < b -> 0 < v ->
  let accuracy t := a * / (1 + exp (- (l + v * t)))
                    + b * (1 - / (1 + exp (- (m + v * t)))) in
  let A := sqrt (a * exp (- l)) in
  let B := sqrt (b * exp (- m)) in
  A < B -> B * (1 + exp (- l)) < A * (1 + exp (- m)) ->
  let peak := 1 / v * ln ((A * exp (- m) - B * exp (- l)) / (B - A)) in
  0 < peak /\ exists slope : R -> R,
    (forall t, is_derive accuracy t (slope t)) /\
    (forall t, t < peak -> 0 < slope t) /\ slope peak = 0 /\
    (forall t, peak < t -> slope t < 0).
Proof.
move=> a_gt0 b_gt0 v_gt0 accuracy A B late early peak.
have [peak_gt0 signs] := Flows.two_peak a_gt0 b_gt0 v_gt0 late early.
split=> //; exists (Flows.two_slope a b l m v); split=> //.
exact: Flows.two_accuracy_slope.
Qed.

(* The time to come from 0 to b, by its slope; it is 0 at b = 0. *)
Theorem T42_scalar_clock (v s mu b : R) : 0 < s -> 0 < v ->
  let odds u := exp ((mu - u) / s) in
  let time u := s / v * (odds 0 + ln (odds 0) - odds u - ln (odds u)) in
  time 0 = 0 /\ is_derive time b (/ (v / (1 + exp (- ((b - mu) / s))))).
Proof.
move=> s_gt0 v_gt0 odds time; split; first by rewrite /time; ring.
exact: (Flows.shortcut_time mu b s_gt0 v_gt0).
Qed.

Section Whitened.

Variables (beta ref eps : R).
Hypothesis beta_gt0 : 0 < beta.
Hypothesis ref_in01 : 0 < ref < 1.
Hypothesis eps_gt0 : 0 < eps.

Theorem T46_scalar_fixed_points_above (p : R) :
  0 <= p <= 1 ->
  let h p := / (1 + (1 - ref) / ref * exp (- (1 / (beta * sqrt (p * (1 - p) + eps))))) in
  ref < h p /\ (h p = p -> ref < p).
Proof.
move=> p01 h; have above := Flows.whitened_above beta_gt0 ref_in01 eps_gt0 p01.
by split=> // fixed; rewrite -fixed.
Qed.

Theorem T46_scalar_slope (p : R) :
  0 <= p <= 1 ->
  let h p := / (1 + (1 - ref) / ref * exp (- (1 / (beta * sqrt (p * (1 - p) + eps))))) in
  is_derive h p (- (h p * (1 - h p) * (1 - 2 * p)
    / (2 * beta * ((p * (1 - p) + eps) * sqrt (p * (1 - p) + eps))))).
Proof. by move=> p01 h; exact: (Flows.whitened_slope beta_gt0 ref_in01 eps_gt0 p01). Qed.

End Whitened.
