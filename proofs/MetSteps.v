(* Something meets the conditions of each theorem of Audit.v on steps and votes.

   T_inhabited        == the conditions of T, as Conditions.v reads them off T, are
                         met; the first line of its proof says by what
   met                == splits what is left into single conditions and tries the
                         facts below on each
   towards pi0        == exact steps from pi0 with the reward on the set {true}
   single beta m pi0  == the same with the reward on the one answer m
   crowd i            == a right problem (3/4 for the label) and a wrong one (21/40),
                         the label true for both; their weights are weight i
   ranked             == (5/10, 3/10, 2/10) on three answers                   *)

From Coq Require Import ZArith Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums Policy Odds Progress Counterexamples FixedReference.
From Sharpening Require Import Comonotone Order Examples Instances Conditions Audit.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Ltac met :=
  repeat match goal with
  | |- True => exact I
  | |- _ /\ _ => split
  | |- exists _, _ =>
      first [ exists true; solve [met] | exists false; solve [met] | exists 0%N; solve [met]
            | exists 0; solve [met] | exists ord0; solve [met] | exists set0; solve [met] ]
  end;
  try solve [by [] | lra | by move=> *; lra | by rewrite !inE | by case: start_policy].

Definition towards (pi0 : bool -> R) : nat -> bool -> R :=
  repeat_step (mirror 1 (fun a => if a \in [set true] then 1 else 0)) pi0.

Definition single (A : finType) (beta : R) (m : A) (pi0 : A -> R) : nat -> A -> R :=
  repeat_step (mirror beta (fun a => if a == m then 1 else 0)) pi0.

Definition steps : nat -> bool -> R := towards start.

Lemma steps_policy k : policy (steps k).
Proof.
elim: k => [|k IH]; first exact: start_policy.
exact: (mirror_policy 1 (fun a => if a \in [set true] then 1 else 0) true IH).
Qed.

Lemma steps_mass k :
  \big[Rplus/0]_(a in [set true]) steps k.+1 a
  = \big[Rplus/0]_(a in [set true]) steps k a * exp (1 / 1)
    / (\big[Rplus/0]_(a in [set true]) steps k a * exp (1 / 1)
       + (1 - \big[Rplus/0]_(a in [set true]) steps k a)).
Proof. exact: (mirror_mass [set true] 1 (steps_policy k)). Qed.

Lemma steps_gt0 k a : 0 < steps k a.
Proof. by case: (steps_policy k) => + _; exact. Qed.

Lemma steps_sum1 k : \big[Rplus/0]_(a : bool) steps k a = 1.
Proof. by case: (steps_policy k). Qed.

Ltac progress_met := met; try solve [exact: steps_gt0 | exact: steps_sum1 | by move=> ?; rewrite steps_mass; move: (_ / (_ + _)) => ?; lra].

Example T2_odds_law_inhabited : ltac:(conditions_of (@T2_odds_law)).
Proof. by exists [finType of bool], [set true], 1, steps, true, false; met. Qed.

Example T2_closed_form_inhabited : ltac:(conditions_of (@T2_closed_form)).
Proof. by exists [finType of bool], [set true], 1, steps, true; met. Qed.

Example T2_error_bounds_inhabited : ltac:(conditions_of (@T2_error_bounds)).
Proof. by exists [finType of bool], [set true], 1, steps, true, false; met. Qed.

Example T2_one_step_ratio_inhabited : ltac:(conditions_of (@T2_one_step_ratio)).
Proof. by exists [finType of bool], [set true], 1, steps, true, false; met. Qed.

Example T2_ratio_limit_inhabited : ltac:(conditions_of (@T2_ratio_limit)).
Proof. by exists [finType of bool], [set true], 1, steps, true, false; met. Qed.

Example T2_limit_inhabited : ltac:(conditions_of (@T2_limit)).
Proof. by exists [finType of bool], [set true], 1, steps, true, false; met. Qed.

Example T3_conditional_invariance_inhabited : ltac:(conditions_of (@T3_conditional_invariance)).
Proof. by exists [finType of bool], [set true], 1, steps, true, false; met. Qed.

Example T3_limit_policy_inhabited : ltac:(conditions_of (@T3_limit_policy)).
Proof. by exists [finType of bool], [set true], 1, steps, true, false; met. Qed.

Example T33_monotone_inhabited : ltac:(conditions_of (@T33_monotone)).
Proof. by exists [finType of bool], [set true], 1, steps, true, false; met. Qed.

Example T2_majority_kept_inhabited : ltac:(conditions_of (@T2_majority_kept)).
Proof.
exists [finType of bool], 1, (single 1 true start), true; met.
by case=> // _; rewrite /single /= /start /coin; lra.
Qed.

Example T4i_convergence_not_implied_inhabited : ltac:(conditions_of (@T4i_convergence_not_implied)).
Proof. by exists 1; met. Qed.

Example T4i_convergence_not_implied_beta1_inhabited : ltac:(conditions_of (@T4i_convergence_not_implied_beta1)).
Proof. by []. Qed.

Example T4iii_rate_false_inhabited : ltac:(conditions_of (@T4iii_rate_false)).
Proof. by exists 1; met. Qed.

Example T4iii_rate_false_beta1_inhabited : ltac:(conditions_of (@T4iii_rate_false_beta1)).
Proof. by []. Qed.

Example T4v_limit_not_implied_inhabited : ltac:(conditions_of (@T4v_limit_not_implied)).
Proof. by exists 1; met. Qed.

Example T5_convergence_inhabited : ltac:(conditions_of (@T5_convergence)).
Proof. by exists [finType of bool], [set true], 1, 1, steps, true, false; progress_met. Qed.

Example T5_asymptotic_ratio_inhabited : ltac:(conditions_of (@T5_asymptotic_ratio)).
Proof. by exists [finType of bool], [set true], 1, 1, steps, true, false; progress_met. Qed.

Example T7_never_faster_inhabited : ltac:(conditions_of (@T7_never_faster)).
Proof. by exists [finType of bool], [set true], 1, steps, true, false; progress_met. Qed.

Example T6_criterion_inhabited : ltac:(conditions_of (@T6_criterion)).
Proof. by exists [finType of bool], [set true], 1, (fun=> 1), steps, true, false; progress_met. Qed.

Example T8_fixed_reference_inhabited : ltac:(conditions_of (@T8_fixed_reference)).
Proof.
exists [finType of bool], [set true], 1, start.
by exists (fun k => if k is _.+1 then mirror 1 (vote [set true]) start else start), true, false; met.
Qed.

Example T8b_plateau_inhabited : ltac:(conditions_of (@T8b_plateau)).
Proof.
exists [finType of bool], [set true], 1, 1, start.
by exists (repeat_step (prox_step 1 start 1 (vote [set true])) start), true, false; met.
Qed.

(* ------------------------------------------------------------------------ *)
(* Votes, and reward accuracy over a population of two problems.             *)

Definition pair (i : 'I_2) : bool := i == ord0.

Example T39_reward_accuracy_identity_inhabited : ltac:(conditions_of (@T39_reward_accuracy_identity)).
Proof. by exists [finType of bool], 2%N, pair, true, false; met. Qed.

Example T39_at_least_label_accuracy_inhabited : ltac:(conditions_of (@T39_at_least_label_accuracy)).
Proof. by exists [finType of bool], 2%N, pair, true, false; met. Qed.

Example T39_correct_set_inhabited : ltac:(conditions_of (@T39_correct_set)).
Proof. by exists [finType of bool], 2%N, pair, true, [set false]; met. Qed.

Definition weight (i : bool) : R := if i then 7 / 10 else 3 / 10.
Definition first_mass (i : bool) : R := if i then 3 / 4 else 21 / 40.
Definition crowd (beta : R) (i : bool) : nat -> bool -> R := single beta true (coin (first_mass i)).

Lemma crowd_start beta i : policy (crowd beta i 0).
Proof. by apply: coin_policy; case: i; rewrite /first_mass; lra. Qed.

Lemma crowd_gt0 beta i a : 0 < crowd beta i 0 a.
Proof. by case: (crowd_start beta i) => + _; exact. Qed.

Lemma crowd_sum1 beta i : \big[Rplus/0]_(a : bool) crowd beta i 0 a = 1.
Proof. by case: (crowd_start beta i). Qed.

Lemma crowd_right beta i : true = i -> 7 / 10 <= crowd beta i 0 true.
Proof. by move=> <-; rewrite /crowd /single /= /coin /first_mass; lra. Qed.

Lemma crowd_wrong beta i : true <> i -> crowd beta i 0 true <= 7 / 10.
Proof. by case: i => // _; rewrite /crowd /single /= /coin /first_mass; lra. Qed.

Ltac crowd_met :=
  met;
  try solve [by case; rewrite /weight /=; lra | exact: crowd_gt0 | exact: crowd_sum1
            | exact: crowd_right | exact: crowd_wrong].

Example T40_decreases_to_label_accuracy_inhabited : ltac:(conditions_of (@T40_decreases_to_label_accuracy)).
Proof.
exists [finType of bool], [finType of bool], weight, (fun=> 1), (crowd 1).
by exists (fun=> true), id; crowd_met.
Qed.

Example T40_no_collapse_inhabited : ltac:(conditions_of (@T40_no_collapse)).
Proof.
exists [finType of bool], [finType of bool], weight, (fun=> 1), (crowd 1).
by exists (fun=> true), id; crowd_met.
Qed.

Example T40_collapse_step_inhabited : ltac:(conditions_of (@T40_collapse_step)).
Proof.
exists [finType of 'I_3], 1, (1 / 8), (single 1 ord0 (third (1 / 2) (1 / 4) (1 / 4))).
have [gt0 sum1] : policy (third (1 / 2) (1 / 4) (1 / 4)) by apply: third_policy; lra.
by exists ord0, (lift ord0 ord0), 0%N; met; rewrite /single /= /third /=; lra.
Qed.

Example T41_not_a_functional_of_the_policy_inhabited : ltac:(conditions_of (@T41_not_a_functional_of_the_policy)).
Proof. by met. Qed.

Example T35_gap_inhabited : ltac:(conditions_of (@T35_gap)).
Proof.
exists [finType of bool], [finType of bool], weight, 1, (crowd 1).
by exists (fun=> true), id; crowd_met.
Qed.

(* Steps that double the odds: beta = 1 / ln 2. *)
Lemma doubling : 0 < / ln 2 /\ exp (1 / / ln 2) = 2.
Proof.
have ln2_gt0 := ln2_gt; split; first by apply: Rinv_0_lt_compat; lra.
by rewrite /Rdiv Rinv_inv Rmult_1_l exp_ln; lra.
Qed.

Example T35_rise_then_fall_inhabited : ltac:(conditions_of (@T35_rise_then_fall)).
Proof.
have [beta_gt0 double] := doubling.
exists [finType of bool], [finType of bool], weight, (/ ln 2), (crowd (/ ln 2)), (fun=> true), id.
crowd_met; exists (7 / 10); crowd_met; rewrite !sum_bool /= /weight.
  rewrite /crowd /single /= /mirror !sum_bool /= double.
  by rewrite [0 / / ln 2]/Rdiv Rmult_0_l exp_0 /coin /first_mass; lra.
by rewrite /crowd /single /= /coin /first_mass; lra.
Qed.

Example T35_never_rises_again_inhabited : ltac:(conditions_of (@T35_never_rises_again)).
Proof.
have [I [A [share [beta [pi [m [c [share_ge0 [beta_gt0 [gt0 [sum1 [run rest]]]]]]]]]]]] := T35_rise_then_fall_inhabited.
have [level [level_in [above [below [rise [falls _]]]]]] := rest.
have [peak [_ [_ [after _]]]] :=
  T35_rise_then_fall share_ge0 beta_gt0 gt0 sum1 run level_in above below rise falls.
exists I, A, share, beta, pi, m, c; do 5 (split; first done).
exists level; do 3 (split; first done).
by exists peak, peak; split; first exact: after.
Qed.
